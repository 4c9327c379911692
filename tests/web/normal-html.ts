/**
 * HTML in a form that can be compared: attributes sorted, white space folded, entities one way. `data-module` is left out on
 * both sides: it is a hook for scripts, and we ship none.
 */
export function normalHtml(html: string): string {
  return html
    .replaceAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:\s*=\s*"[^"]*")?)*)\s*(\/?)>/gi, (_all, name: string, attributes: string) => {
      const parts = [...attributes.matchAll(/([^\s=>/]+)(?:\s*=\s*"([^"]*)")?/g)]
        .map(([, key = '', value]) => [key.toLowerCase(), words(key, value ?? '')] as const)
        .filter(([key]) => key !== 'data-module')
        .sort(([one], [other]) => (one < other ? -1 : 1))
      return `<${name.toLowerCase()}${parts.map(([key, value]) => ` ${key}="${value}"`).join('')}>`
    })
    .replaceAll(/<\/(path|input|br|meta)>/g, '')
    .replaceAll(
      /&(#39|apos|quot|gt|ctdot|#x27);/g,
      (_all, name: string) => ({ '#39': "'", '#x27': "'", apos: "'", quot: '"', gt: '>', ctdot: '⋯' })[name] ?? '',
    )
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*(<[^>]+>)\s*/g, '$1')
    .trim()
}

/** The order of class names means nothing. */
function words(key: string, value: string): string {
  const parts = value.split(/\s+/).filter((part) => part !== '')
  return (key === 'class' ? parts.sort() : parts).join(' ')
}
