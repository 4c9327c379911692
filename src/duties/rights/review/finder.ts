/** A text as it would leave. `id`: the caller's own. */
export type Text = { readonly id: string; readonly text: string }

/** What somebody is to the person whose copy it is. */
export type Part = 'household' | 'neighbour' | 'reporter' | 'colleague' | 'contractor' | 'other'

/** Somebody whom the records name: around the person, or the person themselves under each of their names. */
export type KnownPerson = {
  readonly id: string
  readonly names: { readonly first: string; readonly middle?: string; readonly last: string; readonly knownAs?: string }
  readonly part: Part
  readonly home?: { readonly number: string; readonly street: string; readonly postcode: string }
  readonly numbers?: readonly string[]
  readonly emails?: readonly string[]
}

/** A passage that somebody should look at before the text leaves. `label`: the same for one person in all texts. */
export type Proposal = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly kind: string
  readonly rule: string
  readonly label: string
  readonly person?: string
  readonly part?: Part
}

export type Place = { readonly text: string; readonly start: number; readonly end: number }
type Token = { readonly start: number; readonly end: number; readonly key: string }

/** Names of people whom the records know, and long numbers. The names of the person themselves are kept. */
export function propose(
  texts: readonly Text[],
  known: readonly KnownPerson[],
  requester: readonly KnownPerson[],
  staff: readonly KnownPerson[] = [],
): readonly Proposal[] {
  const own = new Set(requester.flatMap(wordsOfName))
  const everybody = [...known, ...staff.map((each): KnownPerson => ({ ...each, part: 'colleague' }))]
  const whose = new Map(everybody.flatMap((each) => wordsOfName(each).flatMap((word) => (own.has(word) ? [] : [[word, each] as const]))))
  const labels = new Map<string, string>()
  const label = (kind: string, key: string) => {
    const many = [...labels.values()].filter((each) => each.startsWith(kind)).length
    const found = labels.get(key) ?? `${kind} ${many + 1}`
    labels.set(key, found)
    return found
  }
  return texts.flatMap(({ id, text }) =>
    tokensOf(text).flatMap(({ start, end, key }): readonly Proposal[] => {
      const person = whose.get(key)
      if (person !== undefined)
        return [
          {
            text: id,
            start,
            end,
            kind: 'name',
            rule: 'known-name',
            label: label('Person', person.id),
            person: person.id,
            part: person.part,
          },
        ]
      return /^\d{6,}$/.test(key) ? [{ text: id, start, end, kind: 'telephone', rule: 'long-number', label: label('Number', key) }] : []
    }),
  )
}

/** Every place in the texts with the same words as one marked passage, whatever their capitals and accents. Only whole words count. */
export function everywhere(texts: readonly Text[], marked: Place): readonly Place[] {
  const source = texts.find(({ id }) => id === marked.text)
  const wanted = source === undefined ? [] : tokensOf(source.text.slice(marked.start, marked.end)).map(({ key }) => key)
  if (wanted.length === 0) return []
  return texts.flatMap(({ id, text }) => {
    const tokens = tokensOf(text)
    return tokens.flatMap(({ start }, at): readonly Place[] => {
      const isSame = wanted.every((key, index) => tokens[at + index]?.key === key)
      const last = tokens[at + wanted.length - 1]
      return isSame && last !== undefined ? [{ text: id, start, end: last.end }] : []
    })
  })
}

/** The words of a passage as they are compared. */
export function wordsKey(text: string): string {
  return tokensOf(text)
    .map(({ key }) => key)
    .join('')
}

function wordsOfName({ names: { first, middle = '', last, knownAs = '' } }: KnownPerson): readonly string[] {
  return [first, middle, last, knownAs].flatMap((name) => tokensOf(name).map(({ key }) => key)).filter((word) => word.length > 1)
}

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{Nd}]+/gu)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    key: folded(word),
  }))
}

function folded(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
