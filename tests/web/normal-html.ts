/**
 * HTML in a form that can be compared: attributes sorted, white space folded, entities one way. `data-module` is left out on
 * both sides: it is a hook for scripts, and we ship none. `without`: class names and described-by ids to be left out.
 */
export function normalHtml(html: string, without: ReadonlySet<string> = new Set()): string {
  return html
    .replaceAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:\s*=\s*"[^"]*")?)*)\s*(\/?)>/gi, (_all, name: string, attributes: string) => {
      const parts = [...attributes.matchAll(/([^\s=>/]+)(?:\s*=\s*"([^"]*)")?/g)]
        .map(([, key = '', value]) => [key.toLowerCase(), words(key, value ?? '', without)] as const)
        .filter(([key, value]) => key !== 'data-module' && (key !== 'aria-describedby' || value !== ''))
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
function words(key: string, value: string, without: ReadonlySet<string>): string {
  const parts = value.split(/\s+/).filter((part) => part !== '')
  const kept = key === 'class' || key === 'aria-describedby' ? parts.filter((part) => !without.has(part)) : parts
  return (key === 'class' ? kept.sort() : kept).join(' ')
}
