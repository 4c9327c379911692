import type { Organisation } from '#duties/organisations/may-go.ts'
import { whyNoNumber } from '#exchange/telephone-number.ts'
import { organisation as declared, organisationKinds, places } from '#records/organisation/organisation.ts'
import { wrongPlace } from '#records/organisation/wrong-place.ts'
import type { Known } from '../../form/form.tsx'
import { type Answers, ask, form, seenVersion } from '../../form/index.ts'

const { fields } = declared

const number = ask(fields.callBack, {
  parse: (text) =>
    whyNoNumber(text) === null ? { ok: true, value: text } : { ok: false, message: 'Enter a telephone number, such as 01632 960 001' },
})
const email = ask(fields.email, {
  parse: (text) =>
    /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(text)
      ? { ok: true, value: text }
      : { ok: false, message: 'Enter an e-mail address, such as disclosure@example.org' },
})

const entry = {
  kind: ask(fields.kind),
  name: ask(fields.name),
  callBack: number,
  email,
  contacts: ask(fields.contacts),
  checkedOn: ask(fields.checkedOn),
  registration: ask(fields.registration),
  registeredUntil: ask(fields.registeredUntil),
  place: ask(fields.place),
  mechanism: ask(fields.mechanism),
  coveredUntil: ask(fields.coveredUntil),
}

/** What covers a transfer belongs to a place abroad. */
function together({ place, mechanism, coveredUntil }: { place: string; mechanism: string | null; coveredUntil: string | null }) {
  const wrong = wrongPlace({ place, mechanism, coveredUntil })
  if (wrong === null) return []
  const field = wrong === 'coveredUntil' ? 'coveredUntil-day' : wrong
  return [{ field, message: 'Leave this empty: what stays in the United Kingdom is not transferred abroad' }]
}

export const registration = form(entry, together)
const changed = { version: seenVersion, ...entry, endedOn: ask(fields.endedOn) }
export const change = form(changed, together)

/** The entry as it stands. A word that is none of the list any more has to be chosen anew. */
export function knownOf(entry: Organisation): Known<Answers<typeof changed>> {
  return { ...entry, kind: wordIn(organisationKinds, entry.kind), place: wordIn(places, entry.place) }
}

/** The word, where it is one of the list. */
export function wordIn<V extends string>(words: Readonly<Record<V, string>>, word: string): V | null {
  const isWord = (each: string): each is V => each in words
  return isWord(word) ? word : null
}
