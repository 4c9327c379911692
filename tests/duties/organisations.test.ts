import { expect, test } from 'vitest'
import { lapsesIn } from '#duties/organisations/lapses.ts'
import { organisationsOf } from '#duties/organisations/organisations.ts'
import { recipientsIn } from '#facts/recipients.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { type Document, registerOrganisation, sign } from '../support/organisations.ts'

const on = await testDatabase()
const released = await livewest()
const at = await testGate(on, released)
const team = colleague('data-protection-officer')
const register = organisationsOf({ ...at.deps, gate: at.gate })

const both = (more: Partial<Document> = {}): readonly Document[] => [
  { ...more, kind: 'agreement' },
  { ...more, kind: 'protocol' },
]
const registered = { registration: 'ZA960119' }

type Warned = {
  readonly name: string
  readonly kind?: string
  readonly entry?: Parameters<typeof registerOrganisation>[2]
  readonly signed?: readonly Document[]
  readonly lapses: readonly (readonly [what: string, on: string, isOver: boolean, stops: readonly string[]])[]
}

const benefit = 'Housing benefit and help with rent'
const warned: readonly Warned[] = [
  { name: 'what ends after more than eight weeks', signed: both({ until: '2027-01-19' }), lapses: [] },
  {
    name: 'what ends in eight weeks',
    signed: [{ kind: 'agreement', until: '2027-01-18' }, { kind: 'protocol' }],
    lapses: [['agreement', '2027-01-18', false, [benefit]]],
  },
  {
    name: 'what has lapsed and was not replaced, however long ago',
    signed: [{ kind: 'agreement' }, { kind: 'protocol', until: '2025-12-01' }],
    lapses: [['protocol', '2025-12-01', true, [benefit]]],
  },
  {
    name: 'what lapses and is renewed in time',
    signed: [...both({ until: '2026-12-01' }), ...both({ inForceFrom: '2026-12-02' })],
    lapses: [],
  },
  {
    name: 'what is renewed a day too late',
    signed: [{ kind: 'agreement' }, { kind: 'protocol', until: '2026-12-01' }, { kind: 'protocol', inForceFrom: '2026-12-03' }],
    lapses: [['protocol', '2026-12-01', false, [benefit]]],
  },
  { name: 'what was ended early on purpose', signed: both({ endedOn: '2026-11-01' }), lapses: [] },
  {
    name: 'what no sharing rests on',
    kind: 'court',
    signed: [{ kind: 'agreement', until: '2026-12-01' }],
    lapses: [['agreement', '2026-12-01', false, []]],
  },
  {
    name: 'a review that is due, and one that is overdue',
    signed: [
      { kind: 'agreement', reviewOn: '2026-12-24' },
      { kind: 'protocol', reviewOn: '2026-11-01' },
    ],
    lapses: [
      ['review', '2026-11-01', true, []],
      ['review', '2026-12-24', false, []],
    ],
  },
  {
    name: 'a registration, for a company of the group',
    kind: 'group-company',
    entry: { ...registered, registeredUntil: '2026-11-20' },
    lapses: [
      [
        'registration',
        '2026-11-20',
        true,
        ['Letting a home', 'Selling a home', 'Managing your tenancy or lease', 'Service charges', 'Repairing and maintaining homes'],
      ],
    ],
  },
  { name: 'a registration that nothing rests on', entry: { ...registered, registeredUntil: '2026-11-20' }, lapses: [] },
  {
    name: 'what covers a transfer abroad: everything stops',
    kind: 'utility-company',
    entry: { place: 'data-bridge', coveredUntil: '2026-12-20' },
    lapses: [['transfer', '2026-12-20', false, ['Telling utilities and council tax about a move']]],
  },
]

test.each(warned)('warned of or not: $name', async ({ kind = 'housing-benefit-office', entry, signed = [], lapses }) => {
  const id = await registerOrganisation(at, kind, entry)
  for (const each of signed) await sign(at, { organisationId: id, forActivity: 'housing-benefit', ...each })
  const found = lapsesIn(released.edition, await recipientsIn(on.database).heads(), today).filter((each) => each.organisation.id === id)
  const told = found.map(({ what, on: day, isOver, stops }) => [what, day.toString(), isOver, stops.map(({ activity }) => activity.title)])
  expect(told).toEqual(lapses)
})

test('nothing is warned of an organisation that is no longer used', async () => {
  const id = await registerOrganisation(at, 'housing-benefit-office', { endedOn: '2026-11-20' })
  await sign(at, { organisationId: id, forActivity: 'housing-benefit', kind: 'agreement', until: '2026-11-30' })
  const found = lapsesIn(released.edition, await recipientsIn(on.database).heads(), today)
  expect(found.filter((each) => each.organisation.id === id)).toEqual([])
})

test('whoever may note a request, and not read the register, adds nothing to it and changes nothing in it', async () => {
  const officer = colleague('housing-officer')
  const id = await registerOrganisation(at, 'police')
  const known = await register.look(team, id)
  if (!known.ok) throw new Error(known.why)
  const values = { kind: 'police', name: 'The police', callBack: '01632 960999', place: 'uk' }
  expect(await register.register(officer, values)).toMatchObject({ ok: false, why: 'refused' })
  expect(await register.change(officer, known.organisation, { callBack: '01632 960999' })).toMatchObject({ ok: false, why: 'refused' })
  expect(register.mayRegister(officer)).toBe(false)
  expect(await register.heads(officer)).toMatchObject({ ok: false, why: 'refused' })
})
