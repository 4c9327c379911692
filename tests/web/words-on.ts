/** Every word that a reader of the page sees, counted apart from the code that says how long it takes to read. */
export function wordsOn(html: string): number {
  const shown = html
    .replace(/<head>.*?<\/head>/s, '')
    .replaceAll(/<p class="app-moved".*?<\/p>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
  return (shown.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** The minutes that a page says it takes; undefined where it says nothing of it. */
export function minutesSaid(html: string): number | undefined {
  const said = /(?:About|in) (\w+) minutes?\b/.exec(html)?.[1]
  if (said === undefined) return undefined
  return numbers.includes(said) ? numbers.indexOf(said) : Number(said)
}
