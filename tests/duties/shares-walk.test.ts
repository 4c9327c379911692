import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { isDeskActivity } from '#duties/openings/view.ts'
import type { Chosen } from '#duties/shares/choices.ts'
import { type OpenForShare, shareableIn, shareableKinds } from '#duties/shares/open.ts'
import { asksFor, asksWishes, couldShow, pathFor, type ShareableKind } from '#duties/shares/paths.ts'
import { fetchShare, mustRingBack } from '#duties/shares/settle.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Colleague, Vouched } from '#gate/judge.ts'
import type { EditionActivity } from '#notice/edition.ts'
import { rolesFor } from '#notice/grants-of.ts'
import { type Category, sensitivityOf } from '#notice/vocabulary.ts'
import { isWithin, mayEverHave } from '#notice/within-ceiling.ts'
import { organisationKinds } from '#records/organisation/organisation.ts'
import { unpacked } from '../support/answers.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { ok } from '../support/rights.ts'
import type { Kind } from '../support/sharing.ts'
import { sharingPath } from '../support/sharing-path.ts'
import { marks, wholePerson } from '../support/whole-person.ts'

/** The systems that nobody has confirmed yet are here, so that what goes through them can go at all. */
const released = changed(await livewest(), (edition) => ({
  ...edition,
  systems: edition.systems.map((system) => ({ ...system, standing: 'fixed', supplier: 'A firm', country: 'GB' })),
}))
const { edition } = released
const on = await testDatabase()
const tested = await testGate(on, released)
const steps = sharingPath(on, tested, join(on.data, 'set-aside'))
const { deps } = tested

/** All that a colleague can vouch for. That an emergency is declared counts for nothing else. */
const everything: readonly Vouched[] = [
  'special-category-reason',
  'private-setting',
  'identity-verified',
  'person-at-risk',
  'reason-without-consent',
]
const declared: readonly Vouched[] = [...everything, 'emergency-declared', 'incapable-of-consent']
const tenureTypes: Readonly<Record<string, string>> = { selling: 'Shared ownership', 'supported-housing': 'Supported housing' }

type Cell = {
  readonly activity: Parameters<typeof steps.open>[1]['activity']
  readonly entry: EditionActivity
  readonly kind: Kind & ShareableKind
}

const isKind = (kind: string): kind is Kind & ShareableKind => kind in organisationKinds
/** Each use with each kind of recipient that an entry of it names, where the register can have such an organisation. */
const cells: readonly Cell[] = edition.activities.flatMap((entry) => {
  const activity = entry.id
  if (
    !isDeskActivity(activity) ||
    !mayEverHave(activity, 'documents') ||
    !steps.partsOf(activity).some(({ category }) => category !== 'documents')
  )
    return []
  const named = new Set(entry.sharing.flatMap((each) => each.with))
  return shareableKinds(edition, activity)
    .filter(isKind)
    .flatMap((kind) => (named.has(kind) ? [{ activity, entry, kind }] : []))
})

const people = new Map<string, Promise<string>>()
function personFor(activity: string): Promise<string> {
  const known = people.get(activity) ?? wholePerson(on, deps.keys, { activity, tenureType: tenureTypes[activity] ?? 'Secure' })
  people.set(activity, known)
  return known
}

const registered = { registration: 'ZA960119', registeredUntil: '2027-11-01' } as const

/** An organisation with all that can be signed with it, and that is registered. */
async function whole({ activity, kind }: Cell): Promise<string> {
  const organisation = await steps.register(kind, registered)
  for (const signed of ['agreement', 'protocol', 'instruction'] as const) await steps.sign(organisation, signed, activity)
  return organisation
}

/** The record, open with all that a colleague can say, or with nothing; null where it opens to no such role. */
async function opened({ activity }: Cell, who: Colleague, said: 'all' | 'nothing' = 'all'): Promise<OpenForShare | null> {
  const isEmergency = activity === 'emergency'
  const vouched = said === 'nothing' ? (isEmergency ? (['emergency-declared'] as const) : []) : isEmergency ? declared : everything
  const asked = { activity, person: await personFor(activity), vouched, because: isEmergency ? 'emergency' : 'case' } as const
  const answer = await tested.gate.open(who, { ...asked, opening: randomUUID() })
  return answer.ok ? answer : null
}

/** What the notice answers for each kind of information, once all is there. */
async function answers(cell: Cell, open: OpenForShare, organisation: string) {
  const about = await shareableIn(deps, open, organisation)
  if (about === null) throw new Error('it is not in the register')
  const given = [...about.circumstances, ...couldShow(pathFor(edition, cell.activity, cell.kind))]
  const all = [...new Set(steps.partsOf(cell.activity).map(({ category }) => category))].filter((each) => isWithin(open.activity, each))
  const kinds = open.wouldShare({ recipient: cell.kind, given, isUncovered: about.isUncovered, categories: all })
  const of = (outcome: string): readonly Category[] =>
    kinds.filter(({ decision }) => decision.outcome === outcome).map(({ category }) => category)
  return { permitted: of('permitted'), refused: of('refused'), asked: of('needs-consent') }
}

const chosen = (cell: Cell, of: readonly Category[]): readonly Chosen[] =>
  steps
    .partsOf(cell.activity)
    .filter(({ category }) => of.includes(category))
    .map((part) => ({ part, id: 'all' }))

const lines = async (cell: Cell) => steps.linesOf(await personFor(cell.activity))

/** The occasion for which all that is permitted goes. */
const askedFor = (cell: Cell, organisation: string, of: readonly Category[]) => ({
  ...steps.factsFor({ activity: cell.activity, to: cell.kind }),
  organisation,
  chosen: chosen(cell, of),
})

const sees = (open: OpenForShare, category: Category) => isWithin(open.activity, category) && open.allows(category, 'view')
const stopped = { ok: false, why: 'refused' }

describe.each(cells)('$activity to $kind', (cell) => {
  const roles = rolesFor(edition, cell.activity, 'view')

  test('what leaves is what the decision named and the role may see, whoever shares it', async () => {
    const organisation = await whole(cell)
    const seen = new Set<string>()
    for (const role of roles) {
      const who = colleague(role)
      const open = await opened(cell, who)
      if (open === null) continue
      const { permitted, refused, asked } = await answers(cell, open, organisation)
      // Roles that see the same share the same: one of them goes the whole way.
      const sight = [...permitted, ...asked].filter((each) => sees(open, each)).join(' ')
      if (seen.has(sight)) continue
      seen.add(sight)
      const before = await lines(cell)
      for (const category of [...permitted.filter((each) => !sees(open, each)), ...refused.slice(0, 1)])
        expect(await steps.prepare(open, who, askedFor(cell, organisation, [category])), `${role} ${category}`).toMatchObject(stopped)
      expect(await lines(cell)).toBe(before)
      if (!sees(open, 'documents')) continue
      const [waits] = asked.filter((each) => sees(open, each))
      if (waits !== undefined) {
        const made = ok(await steps.prepare(open, who, askedFor(cell, organisation, [waits])))
        expect(await steps.release(open, who, await steps.line(open, made.id))).toEqual({ ok: false, why: 'consent' })
      }
      const goes = permitted.filter((each) => sees(open, each))
      if (goes.length > 0) await leaves(cell, { who, open, organisation, goes })
    }
  })

  test('nothing leaves where something that it rests on is not there', async () => {
    const who = colleague(...roles)
    const [open, unsaid, organisation] = [await opened(cell, who), await opened(cell, who, 'nothing'), await whole(cell)]
    if (open === null) throw new Error('it opens to nobody')
    const { permitted, asked } = await answers(cell, open, organisation)
    const goes = permitted.filter((each) => sees(open, each))
    // Everything that an entry names can go once all is there, or is asked of the person: no form lacks a question.
    const named = cell.entry.sharing.filter((each) => each.with.includes(cell.kind)).flatMap((each) => each.categories)
    const held = steps.partsOf(cell.activity).filter(({ category }) => named.includes(category))
    expect(held.map(({ category }) => category).filter((each) => ![...permitted, ...asked].includes(each))).toEqual([])
    const before = await lines(cell)
    const prepare = (to: string, facts: object = {}, of = goes) => steps.prepare(open, who, { ...askedFor(cell, to, of), ...facts })
    if (goes.length > 0) {
      for (const fact of asksOf(cell))
        expect(await prepare(organisation, { [fact]: fact === 'isVictim' ? null : ' ' }), fact).toMatchObject({ ok: false })
      expect(await prepare(await steps.register(cell.kind, { ...registered, place: 'other' }))).toMatchObject({
        refusal: { reasons: [{ code: 'lacks-transfer-mechanism' }] },
      })
      if (asksWishes(edition, cell.activity))
        expect(await prepare(organisation, { wishes: 'against' })).toEqual({ ok: false, why: 'facts' })
    }
    const bare = await steps.register(cell.kind)
    for (const category of goes.filter((each) => restsOnRegister(cell, each)))
      expect(await prepare(bare, {}, [category]), category).toMatchObject(stopped)
    for (const category of goes.filter((each) => sensitivityOf(each) !== 'ordinary'))
      if (unsaid !== null)
        expect(await steps.prepare(unsaid, who, askedFor(cell, organisation, [category])), category).toMatchObject({ ok: false })
    expect(await lines(cell)).toBe(before)
  })
})

function asksOf({ activity, kind }: Cell) {
  const path = pathFor(edition, activity, kind)
  return path.asks.filter((fact) => asksFor(path, fact, path.occasions[0]))
}

/** Whether the register has to show something for it: what is regular, whoever acts for us, and companies of the group. */
function restsOnRegister({ entry, kind }: Cell, category: Category): boolean {
  if (['legal-agent', 'service-agent', 'contractor', 'group-company'].includes(kind)) return true
  const of = entry.sharing.filter((each) => each.with.includes(kind) && each.categories.includes(category))
  return of.length > 0 && of.every(({ regular }) => regular)
}

type Leaving = { readonly who: Colleague; readonly open: OpenForShare; readonly organisation: string; readonly goes: readonly Category[] }

/** All that may go leaves together; it is opened, and what stands in it and what was decided are looked at. */
async function leaves(cell: Cell, { who, open, organisation, goes }: Leaving): Promise<void> {
  const made = ok(await steps.prepare(open, who, askedFor(cell, organisation, goes)))
  const prepared = await steps.line(open, made.id)
  if (mustRingBack(prepared))
    expect(await steps.release(open, who, prepared, { confirmedHow: null })).toEqual({ ok: false, why: 'unconfirmed' })
  ok(await steps.release(open, who, await steps.advised(prepared)))
  const line = await steps.line(open, made.id)
  const fetched = ok(await fetchShare(deps, open, line))
  const files = await unpacked(await buffer(fetched.archive), line.passphrase ?? '')
  const contents = [...files.values()].join('\n')
  for (const [category, mark] of Object.entries(marks)) {
    const isNamed = goes.some((each) => each === category)
    if (!isNamed) expect(contents.includes(mark), `${category} left`).toBe(false)
    else if (category !== 'household') expect(contents, category).toContain(mark)
  }
  const decisions = await pageOfEvidence(on.database, { actor: `colleague:${who.id}`, kind: 'decision', limit: 500 })
  const named = decisions.filter(({ act, detail }) => act === 'share' && detail.item === made.id).flatMap((each) => each.categories)
  // The sheet also says whose information it is, where that may go.
  expect(new Set(named.filter((each) => each !== 'personal-details' || goes.includes(each)))).toEqual(new Set(goes))
}
