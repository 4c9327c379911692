/** What a figure says: exactly, to whoever works for the landlord, and on public pages. */
export type Said = { readonly exactly: string; readonly publicly: string }

/** A count that is smaller may tell of somebody. It is the usual bound of official statistics about people. */
const few = 5

/** What counts neither people nor what is theirs or was done about them, such as cameras or days: exact everywhere. */
export function things(count: number, one: string, many: string): Said {
  return same(counted(count, one, many))
}

/** People, and what is kept about them: one to four are “fewer than 5” in public. */
export function people(count: number, one: string, many: string): Said {
  return { exactly: counted(count, one, many), publicly: isFew(count) ? `fewer than ${few} ${many}`.trimEnd() : counted(count, one, many) }
}

/**
 * What was done about people lately, and a total beside its parts. Their difference, or that of the page of today and that of yesterday, would tell a small
 * number; so a larger one is told in public as the multiple of five below it.
 */
export function acts(count: number, one: string, many: string): Said {
  return count === 0 ? things(count, one, many) : evenNone(count, one, many)
}

/** By fives, as `acts`, where it may not even be told whether there is one: nought, too, is “fewer than 5” in public. */
export function evenNone(count: number, one: string, many: string): Said {
  const least = count < few ? `fewer than ${few}` : `at least ${number(count - (count % few))}`
  return { exactly: counted(count, one, many), publicly: `${least} ${many}`.trimEnd() }
}

/** How often something was done: “once”, “3 times”; in public by fives. */
export function times(count: number): Said {
  const { exactly, publicly } = acts(count, 'time', 'times')
  return { exactly: count === 1 ? 'once' : exactly, publicly }
}

function isFew(count: number): boolean {
  return count > 0 && count < few
}

/** One number in a column of a public table, by the same rule as `acts`. */
export function actsInTable(count: number): string {
  if (isFew(count)) return `Fewer than ${few}`
  return count === 0 ? '0' : `${number(count - (count % few))} or more`
}

/** Both texts of a sentence, with what is counted in it. */
export function said(texts: TemplateStringsArray, ...parts: readonly (Said | string)[]): Said {
  const as = (form: keyof Said) => String.raw({ raw: texts }, ...parts.map((each) => (typeof each === 'string' ? each : each[form])))
  return { exactly: as('exactly'), publicly: beginningLarge(as('publicly')) }
}

/** Sentences, one after the other. */
export function sentences(parts: readonly Said[]): Said {
  const as = (form: keyof Said) => parts.map((each) => each[form]).join(' ')
  return { exactly: as('exactly'), publicly: beginningLarge(as('publicly')) }
}

/** “a, b and c”. */
export function listed(parts: readonly Said[], last: 'and' | ',' = 'and'): Said {
  const as = (form: keyof Said) => {
    const words = parts.map((each) => each[form])
    if (last === ',' || words.length < 2) return words.join(', ')
    return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
  }
  return { exactly: as('exactly'), publicly: as('publicly') }
}

/** What has nothing in it that is smaller in public. */
export function same(words: string): Said {
  return { exactly: words, publicly: words }
}

export function number(count: number): string {
  return count.toLocaleString('en-GB')
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`.trimEnd()
}

function beginningLarge(words: string): string {
  return words.replaceAll(/(?<=^|[.?!] )(?:fewer than|at least)/g, (small) => `${small.charAt(0).toUpperCase()}${small.slice(1)}`)
}
