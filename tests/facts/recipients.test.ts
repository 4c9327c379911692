import { expect, test } from 'vitest'
import { mayGoTo } from '#duties/organisations/may-go.ts'
import { organisationsOf } from '#duties/organisations/organisations.ts'
import { recipientsIn } from '#facts/recipients.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { type Document, registerOrganisation, sign } from '../support/organisations.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const team = colleague('data-protection-officer')
const register = organisationsOf({ ...at.deps, gate: at.gate })

type Row = {
  readonly name: string
  readonly kind?: string
  readonly entry?: Parameters<typeof registerOrganisation>[2]
  readonly signed?: readonly Document[]
  readonly activity?: string
  /** A moment, of which the register is asked on London's day. */
  readonly now?: string
  readonly circumstances: readonly string[]
  readonly isUncovered?: boolean
}

const both = (more: Partial<Document> = {}): readonly Document[] => [
  { ...more, kind: 'agreement' },
  { ...more, kind: 'protocol' },
]
const untilClockChange = both({ until: '2026-10-25' })
const registered = { registration: 'ZA960119' }

const rows: readonly Row[] = [
  { name: 'an agreement and a protocol in force count', signed: both(), circumstances: ['agreement-in-force'] },
  { name: 'nothing counts where nothing was signed', circumstances: [] },
  { name: 'an agreement without a protocol does not count', signed: [{ kind: 'agreement' }], circumstances: [] },
  { name: 'a protocol without an agreement does not count', signed: [{ kind: 'protocol' }], circumstances: [] },
  {
    name: 'a protocol that lapsed yesterday takes the agreement with it',
    signed: [{ kind: 'agreement' }, { kind: 'protocol', until: '2026-11-22' }],
    circumstances: [],
  },
  { name: 'both until today count today', signed: both({ until: '2026-11-23' }), circumstances: ['agreement-in-force'] },
  {
    name: 'both until today count at one minute to midnight',
    signed: both({ until: '2026-11-23' }),
    now: '2026-11-23T23:59:00Z',
    circumstances: ['agreement-in-force'],
  },
  {
    name: 'both until yesterday no longer count at midnight',
    signed: both({ until: '2026-11-23' }),
    now: '2026-11-24T00:00:00Z',
    circumstances: [],
  },
  {
    name: 'in summer a last day begins an hour before Greenwich’s',
    signed: both({ inForceFrom: '2026-07-01', until: '2026-07-01' }),
    now: '2026-06-30T23:00:00Z',
    circumstances: ['agreement-in-force'],
  },
  {
    name: 'in summer a last day ends an hour before Greenwich’s',
    signed: both({ until: '2026-07-01' }),
    now: '2026-07-01T23:00:00Z',
    circumstances: [],
  },
  {
    name: 'the day on which the clocks go back has begun at half past midnight in summer time',
    signed: both({ inForceFrom: '2026-10-25', until: '2026-10-25' }),
    now: '2026-10-24T23:30:00Z',
    circumstances: ['agreement-in-force'],
  },
  {
    name: 'the day on which the clocks go back lasts 25 hours',
    signed: untilClockChange,
    now: '2026-10-25T23:59:00Z',
    circumstances: ['agreement-in-force'],
  },
  { name: 'and is over after them', signed: untilClockChange, now: '2026-10-26T00:00:00Z', circumstances: [] },
  {
    name: 'the day on which the clocks go forward is over after 23 hours',
    signed: both({ until: '2026-03-29' }),
    now: '2026-03-29T23:00:00Z',
    circumstances: [],
  },
  { name: 'what begins tomorrow does not count', signed: both({ inForceFrom: '2026-11-24' }), circumstances: [] },
  { name: 'what was ended early today no longer counts today', signed: both({ endedOn: '2026-11-23' }), circumstances: [] },
  {
    name: 'what was ended early on the day after still counted the day before',
    signed: both({ endedOn: '2026-11-20' }),
    now: '2026-11-19T12:00:00Z',
    circumstances: ['agreement-in-force'],
  },
  {
    name: 'a renewal that begins the day after lets it go on',
    signed: [...both({ until: '2026-11-22' }), ...both({ inForceFrom: '2026-11-23' })],
    circumstances: ['agreement-in-force'],
  },
  { name: 'an agreement for another use does not count', signed: both({ forActivity: 'letting' }), circumstances: [] },
  {
    name: 'an instruction counts',
    kind: 'legal-agent',
    activity: 'legal-claims',
    signed: [{ kind: 'instruction' }],
    circumstances: ['instruction-in-force'],
  },
  {
    name: 'an instruction for another job does not count',
    kind: 'legal-agent',
    activity: 'legal-claims',
    signed: [{ kind: 'instruction', forActivity: 'selling' }],
    circumstances: [],
  },
  {
    name: 'an instruction that lapsed does not count',
    kind: 'legal-agent',
    activity: 'legal-claims',
    signed: [{ kind: 'instruction', until: '2026-11-22' }],
    circumstances: [],
  },
  {
    name: 'a company of the group counts as registered until the end of the last day',
    kind: 'group-company',
    activity: 'letting',
    entry: { ...registered, registeredUntil: '2026-11-23' },
    circumstances: ['registered-with-ico'],
  },
  {
    name: 'a company of the group whose registration lapsed yesterday is not registered',
    kind: 'group-company',
    activity: 'letting',
    entry: { ...registered, registeredUntil: '2026-11-22' },
    circumstances: [],
  },
  {
    name: 'a company of the group without a registration is not registered',
    kind: 'group-company',
    activity: 'letting',
    circumstances: [],
  },
  {
    name: 'a day without a number is no registration',
    kind: 'group-company',
    activity: 'letting',
    entry: { registeredUntil: '2027-11-22' },
    circumstances: [],
  },
  {
    name: 'an American company is covered until the day of its next certificate',
    entry: { place: 'data-bridge', coveredUntil: '2026-11-23' },
    signed: both(),
    circumstances: ['agreement-in-force'],
  },
  {
    name: 'an American company whose certificate lapsed is covered by nothing',
    entry: { place: 'data-bridge', coveredUntil: '2026-11-22' },
    signed: both(),
    circumstances: ['agreement-in-force'],
    isUncovered: true,
  },
  { name: 'whoever is abroad without a day is covered by nothing', entry: { place: 'other' }, circumstances: [], isUncovered: true },
]

test.each(rows)('$name', async (row) => {
  const { kind = 'housing-benefit-office', activity = 'housing-benefit', now = '2026-11-23T12:00:00Z', circumstances } = row
  const id = await registerOrganisation(at, kind, row.entry)
  const ids: string[] = []
  for (const each of row.signed ?? []) ids.push(await sign(at, { organisationId: id, forActivity: activity, ...each }))
  const day = dateIn(Temporal.Instant.from(now))
  const found = await recipientsIn(on.database).about(id, { activity, today: day })
  expect(found).toMatchObject({ id, circumstances, isUncovered: row.isUncovered === true })

  // What the page says of the day is what a decision is made with.
  const shown = await register.look(team, id)
  if (!shown.ok) throw new Error(shown.why)
  for (const { line, lacks, under } of mayGoTo(released.edition, shown.organisation, shown.agreements, day)) {
    const asked = await recipientsIn(on.database).about(id, { activity: line.activity.id, today: day })
    const missing = line.needs.filter((need) => asked?.circumstances.includes(need) !== true)
    expect([lacks.length > 0, lacks.includes('transfer')]).toEqual([missing.length > 0 || asked?.isUncovered === true, asked?.isUncovered])
    expect(under.every((each) => asked?.under.includes(each.id))).toBe(true)
  }
})

test('an organisation that is no longer used is no recipient, and is not listed', async () => {
  const id = await registerOrganisation(at, 'court', { endedOn: '2026-11-20' })
  expect(await recipientsIn(on.database).about(id, { activity: 'legal-claims', today })).toBeNull()
  expect(await recipientsIn(on.database).listed(['court'])).toEqual([])
})
