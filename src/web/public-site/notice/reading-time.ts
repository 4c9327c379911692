import type { JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'

const wordsPerMinute = 200

/** Every word that the page shows, its bar and its foot too. What is shown only to those who follow an old address is left out. */
export function wordsOn(page: JSX.Element): number {
  const text = renderToString(page)
    .replace(/<head>.*?<\/head>/s, ' ')
    .replaceAll(/<p class="app-moved".*?<\/p>/gs, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/** The page with the minutes that all of it takes to read, rounded up: the sentence that says so is counted too. */
export function withMinutes(page: (minutes: number) => JSX.Element): JSX.Element {
  return page(Math.ceil(wordsOn(page(1)) / wordsPerMinute))
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const

/** "one minute", "three minutes", "14 minutes". */
export function minutesInWords(minutes: number): string {
  return `${numbers[minutes] ?? minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
}
