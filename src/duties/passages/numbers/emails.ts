import type { Around, Found, KnownPerson, Span } from '../passage.ts'

const pattern = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu
/** Addresses of offices. */
const ofBodies =
  /^(?:info|enquir\w*|customer[\w.-]*|repairs?|no-?reply|donotreply|hello|contact|admin|office|help\w*|support|complaints|lettings|rents?|asb|dpo|dataprotection)@/i

/** Every e-mail address of a text, whoever has it. */
export function emailSpans(plain: string): readonly Span[] {
  return [...plain.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
}

/** The e-mail addresses that are neither the requester's nor an office's. */
export function emails(plain: string, spans: readonly Span[], { requester, known }: Around): readonly Found[] {
  const own = new Set(requester.flatMap(emailsOf))
  const owners = new Map(known.flatMap((person) => emailsOf(person).map((email) => [email, person.id] as const)))
  return spans.flatMap((span): Found[] => {
    const email = plain.slice(span.start, span.end).toLowerCase()
    const person = owners.get(email)
    if (own.has(email) || (person === undefined && ofBodies.test(email))) return []
    const base = { ...span, kind: 'e-mail', rule: 'e-mail' } as const
    return [person === undefined ? { ...base, certainty: 'likely' } : { ...base, certainty: 'known', person }]
  })
}

function emailsOf({ emails: all = [] }: KnownPerson): readonly string[] {
  return all.map((email) => email.trim().toLowerCase())
}
