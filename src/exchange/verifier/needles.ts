import { tightOf } from './fold.ts'
import { nameNeedles, needleOf } from './name-needles.ts'
import type { Needle, Withheld } from './withheld.ts'

/** A passage of more words is also looked for in pieces of as many, so that half of it is found too. */
const window = 8
const step = 4

/** Every form in which a string is looked for, each once. */
export function needlesOf(withheld: Withheld): readonly Needle[] {
  const all = { name: nameNeedles, number: numberNeedles, text: textNeedles }[withheld.kind](withheld)
  return [...new Map(all.filter(({ tight }) => tight !== '').map((needle): [string, Needle] => [keyOf(needle), needle])).values()]
}

function keyOf({ tight, words }: Needle): string {
  return `${tight} ${words.join(' ')}`
}

function numberNeedles({ id, text, also = [] }: Withheld): readonly Needle[] {
  return [text, ...also].map((written) => {
    const tight = tightOf(written)
    const national = nationalOf(written, tight)
    return { ...needleOf(id, 'number', [national ?? tight], 'whole'), isNational: national !== undefined }
  })
}

/** A British telephone number without what stands before its area: undefined for any other number. */
function nationalOf(written: string, tight: string): string | undefined {
  const without = /^\s*(?:\+|00)/.test(written) ? /^(?:00)?440?(\d{9,10})$/ : /^0(\d{9,10})$/
  return without.exec(tight)?.[1]
}

function textNeedles({ id, text, also = [] }: Withheld): readonly Needle[] {
  return [text, ...also].flatMap((written) => {
    const words = written.split(/\s+/).filter((word) => tightOf(word) !== '')
    const whole = [
      needleOf(id, 'text', words, 'whole'),
      ...datesOf(written).map((date) => needleOf(id, 'text', date.split(/[ /]/), 'whole')),
    ]
    if (words.length <= window) return whole
    const begins = Array.from({ length: Math.ceil((words.length - window) / step) }, (_, index) => index * step)
    return [...whole, ...[...begins, words.length - window].map((from) => needleOf(id, 'text', words.slice(from, from + window), 'part'))]
  })
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** A date in the other forms in which a pack may write it. */
function datesOf(text: string): readonly string[] {
  const [, year, month = '', day = ''] = /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/.exec(text) ?? []
  const name = months[Number(month) - 1]
  if (year === undefined || name === undefined) return []
  const short = [Number(day), day].flatMap((each) => [`${each} ${name} ${year}`, `${each} ${name.slice(0, 3)} ${year}`])
  return [...short, `${name} ${Number(day)} ${year}`, `${day}/${month}/${year}`, `${Number(day)}/${Number(month)}/${year}`]
}
