import { owedBy } from '#duties/rights/clock.ts'
import { eventsFrom, kept, type Step } from '#duties/rights/steps.ts'
import { person } from '#records/person/person.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import type { Household } from './invented.ts'

type Asked = {
  /** Days ago. */
  readonly received: number
  readonly cameBy: 'letter' | 'e-mail' | 'telephone' | 'in-person'
  readonly words: string
  /** What has happened, and how many days ago. */
  readonly steps: readonly (readonly [Step, number])[]
}

/** Who of the tenants has asked for a copy, by the number of their household: each request stands somewhere else, and one is nearly due. */
const asked: ReadonlyMap<number, Asked> = new Map([
  [8, { received: 2, cameBy: 'letter', words: 'Please send me everything that you have about me.', steps: [] }],
  [16, { received: 6, cameBy: 'e-mail', words: 'I want a copy of all my data, calls too.', steps: [['identified', 4]] }],
  [
    20,
    {
      received: 20,
      cameBy: 'telephone',
      words: 'Send me what there is about the repair.',
      steps: [
        ['identified', 19],
        ['meaning-asked', 15],
      ],
    },
  ],
  [28, { received: 26, cameBy: 'in-person', words: 'What do you hold on me and my rent?', steps: [['identified', 24]] }],
  [
    40,
    {
      received: 50,
      cameBy: 'letter',
      words: 'A copy of my file, please.',
      steps: [
        ['identified', 48],
        ['withdrawn', 40],
      ],
    },
  ],
])

/** A request for a copy of what is held (A1). */
export function requested({ put, id, number, today, made }: Household): void {
  const request = asked.get(number)
  const tenant = made.find(({ type, item }) => type === person && item.id === id('person'))
  if (request === undefined || tenant === undefined) return
  const { received, cameBy, words } = request
  const on = today.subtract({ days: received })
  const steps = request.steps.map(([what, ago]) => ({ what, on: today.subtract({ days: ago }).toString(), by: 'Ruth Adeyemi' }))
  const closedOn = steps.find(({ what }) => what === 'withdrawn')?.on ?? null
  const { firstName, lastName } = tenant.item.values
  const values = {
    reference: `R-EXAM-EX${String(number).padStart(2, '0')}`,
    ...{ rightUsed: 'access', receivedOn: on.toString(), cameBy, askedBy: 'themselves', words },
    name: `${firstName} ${lastName}`,
    contact: `example.${number}@example.org`,
    ofPerson: steps.length === 0 ? null : id('person'),
    steps: kept(steps),
    answerBy: owedBy(eventsFrom(on.toString(), steps), today),
    ...(closedOn === null ? {} : { closedOn, outcome: 'withdrawn' }),
  }
  put({ activity: 'rights-requests', type: rightsRequest, source: 'colleague', name: 'request', values, on, person: null })
}
