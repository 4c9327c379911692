/** Enough of a stored person to recognise them in a household: the words of their name, and the date of birth. */
export type KnownPerson = { readonly id: string; readonly line: number; readonly born: string | null; readonly words: readonly string[] }
export type NamedMember = { readonly id: string; readonly fullName: string; readonly dateOfBirth?: string | undefined }

const titles: ReadonlySet<string> = new Set(['mr', 'mrs', 'miss', 'ms', 'mx', 'dr', 'rev', 'prof', 'sir', 'lady', 'lord', 'dame'])

/** The words of a name without title, accents and punctuation, so that spelling does not make two people of one. */
export function wordsOfNames(...names: readonly (string | undefined)[]): readonly string[] {
  const words = names
    .join(' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  return words.length > 2 && titles.has(words[0] ?? '') ? words.slice(1) : words
}

/**
 * Which household members are which known people of the same tenure. They match by id; else by date of birth, first name and last name, where the
 * names between agree (a second name may be missing, but not differ). Where two people match nobody is chosen: the wrong one would be shown a
 * stranger's record. Member id → person.
 */
export function samePeople(members: readonly NamedMember[], people: readonly KnownPerson[]): ReadonlyMap<string, KnownPerson> {
  const found = new Map<string, KnownPerson>()
  for (const member of members) {
    const byId = people.find((person) => person.id === member.id)
    const candidates = byId === undefined ? people.filter((person) => isSame(member, person)) : [byId]
    const [only] = candidates
    if (only === undefined || candidates.length > 1) continue
    if (byId === undefined && members.filter((other) => other.id === only.id || isSame(other, only)).length > 1) continue
    found.set(member.id, only)
  }
  return found
}

function isSame(member: NamedMember, person: KnownPerson): boolean {
  if (person.born === null || person.born !== member.dateOfBirth) return false
  const named = wordsOfNames(member.fullName)
  const [fewer, more] = named.length <= person.words.length ? [named, person.words] : [person.words, named]
  if (fewer.length < 2 || fewer[0] !== more[0] || fewer.at(-1) !== more.at(-1)) return false
  let at = 0
  for (const word of more) if (word === fewer[at]) at += 1
  return at === fewer.length
}
