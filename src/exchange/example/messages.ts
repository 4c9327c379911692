import { createHash } from 'node:crypto'
import { acknowledgeBy } from '#law/clocks/complaint.ts'
import { message } from '#records/message/message.ts'
import { noticeReader } from '#records/notice-reader/notice-reader.ts'
import { atNoon, type Household } from './invented.ts'

const unclear: readonly (readonly [string, string])[] = [
  ['who-gets-what', 'What is a legal agent? Is that a solicitor or the people who come about the rent?'],
  ['how-long', 'It says six years after the tenancy ends. Does that start when we hand the keys in?'],
  ['notice', 'There are a lot of words before it says who to ring.'],
]
const concerns: readonly string[] = [
  'A letter with my name on it went to the flat below. Please tell me how that happened.',
  'You still have my old telephone number, though I gave you the new one twice.',
]

/** What a few of them sent in from the public site; invented, like everything here. */
export function sentIn(household: Household): void {
  const { put, number, today } = household
  if (number % 20 === 8) reader(household)
  if (number % 20 !== 4) return
  const place = Math.floor(number / 20)
  const on = today.subtract({ days: 3 + ((place * 7) % 29) })
  const sent = { sentAt: atNoon(on).toString(), closedOn: null }
  const code = `EXAM-${String(number).padStart(4, '0')}`
  const concern = concerns[Math.floor(place / 2) % concerns.length] ?? ''
  const [about, words] = unclear[Math.floor(place / 2) % unclear.length] ?? ['notice', '']
  const values =
    place % 2 === 0
      ? { ...sent, kind: 'concern', reference: `C-${code}`, answerBy: acknowledgeBy(on).toString(), words: concern, ...sender(number) }
      : { ...sent, kind: 'feedback', reference: `F-${code}`, about, words }
  put({ activity: 'rights-requests', type: message, source: 'website', name: 'message', values, on })
}

/** Somebody who is told when the notice changes. */
function reader({ put, number, today }: Household): void {
  const address = `reader.${number}@example.org`
  const on = today.subtract({ days: 20 + number })
  const addressHash = createHash('sha256').update(`example ${address}`).digest('hex')
  const values = { address, addressHash, confirmedAt: atNoon(on).toString() }
  put({ activity: 'notice-changes', type: noticeReader, source: 'website', name: 'reader', values, on })
}

function sender(number: number) {
  return { name: 'A. Example', contact: `example.${number}@example.org` }
}
