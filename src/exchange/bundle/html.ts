/** Part of a page, written exactly as a browser writes the same elements out again: the page can compare itself with what it was made as. */
export type Html = { readonly html: string }

/** An element. Values of attributes are this software's own: they have no character that would have to be written another way. */
export function element(tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly (Html | string)[]): Html {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
  return { html: `<${tag}${given.join('')}>${children.map(inHtml).join('')}</${tag}>` }
}

export function paragraph(...children: readonly (Html | string)[]): Html {
  return element('p', {}, ...children)
}

/** Names and values, such as a digest and what it is of. */
export function lines(...rows: readonly (readonly [string, Html | string])[]): Html {
  return element('dl', {}, ...rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))))
}

/** A browser reads a carriage return as the end of a line, and would write it out as another character. */
function inHtml(child: Html | string): string {
  if (typeof child !== 'string') return child.html
  return child.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\u00a0', '&nbsp;').replaceAll('\r', ' ')
}
