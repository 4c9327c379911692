/**
 * The only addresses a page may link to: http(s), mailto, tel, and this site's own paths, queries and fragments.
 * Anything else (`javascript:`, `data:`, `//elsewhere`, a control character hidden in the scheme) is refused as `undefined`.
 */
export function safeHref(href: string): string | undefined {
  // Browsers drop control characters and read a backslash as a slash before they look for the scheme: so neither is let through.
  if (href === '' || hidden.test(href)) return undefined
  if (/^(https?:\/\/|mailto:|tel:)/i.test(href)) return href
  if (href.startsWith('//')) return undefined
  return /^[^/?#]*:/.test(href) ? undefined : href
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const hidden = /[\u0000-\u0020\u007f\\]/
