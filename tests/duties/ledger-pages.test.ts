import { expect, test } from 'vitest'
import { flowsOf } from '#duties/shares/flows.ts'
import { ledgerOf } from '#duties/shares/ledger.ts'
import type { LineHead } from '#gate/ledger/ledger-line.ts'
import type { LineKey, LinesListed } from '#gate/ledger/lines.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { share } from '#records/share/share.ts'
import { registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putOrganisation } from '../support/ledger-lines.ts'
import { putPerson } from '../support/people.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps } = tested
const ledger = ledgerOf({ ...deps, gate: tested.gate })
const officer = colleague('data-protection-officer')
const { person } = await putPerson(on)
const place = await registerCamera(tested, 'REC/1')
const [force, council] = [await putOrganisation(on, 'police', 'A force'), await putOrganisation(on, 'local-authority', 'A council')]
const year = { from: today.subtract({ years: 1 }), until: today, recipient: null, organisationId: null, activity: null }

/** Lines of two types, many of them at the same moment: about 130 of a person and 70 of footage. */
async function lines(): Promise<readonly string[]> {
  const ids: string[] = []
  for (let n = 0; n < 200; n += 1) {
    const leftAt = `2026-11-${String(1 + (n % 20)).padStart(2, '0')}T09:00:00Z`
    const left = { leftAt, closedOn: '2026-11-20', showReviewOn: null, neededBy: null, consentOn: null }
    const whose = { recipient: 'police', organisationId: force, occasion: 'request', preparedBy: 'Dee Marsh', preparedById: 'dee' }
    const clip = { ...left, ...whose, outcome: 'released', shown: 'no' }
    const about = { ...left, ...whose, outcome: 'left', shown: 'yes', needsConsent: 'false' }
    const to = n % 2 === 0 ? {} : { recipient: 'local-authority', organisationId: council }
    const item =
      n % 3 === 0
        ? putItem(on, disclosure, { activity: 'crime-prevention', collectedOn: today, place, values: clip })
        : putItem(on, share, { activity: 'safeguarding', collectedOn: today, person, values: { ...about, ...to } })
    ids.push(await item)
  }
  return ids
}
const every = await lines()

async function walked(asked: Parameters<typeof ledger.list>[1]): Promise<readonly LineHead[]> {
  const rows: LineHead[] = []
  let after: LineKey | null = null
  for (;;) {
    const page: LinesListed = ok(await ledger.list(officer, asked, after))
    rows.push(...page.rows)
    const last = page.rows.at(-1)
    if (!page.more || last === undefined) return rows
    expect(page.rows).toHaveLength(100)
    after = last
  }
}

test('page by page each line comes once, the newest first, whatever its type and however many left at one moment', async () => {
  const rows = await walked(year)
  expect(rows.map(({ id }) => id).toSorted()).toEqual(every.toSorted())
  expect(rows.map(({ at }) => at)).toEqual(
    rows
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['share', 'disclosure']))
  expect(await ledger.count(officer, year)).toEqual({ lines: 200, hidden: rows.filter(({ shown }) => shown === 'no').length })
})

test('what is counted and what is taken out are the lines that are looked for, and no others', async () => {
  const kinds = [
    { ...year, recipient: 'police' },
    { ...year, organisationId: council },
    { ...year, activity: 'crime-prevention' },
    { ...year, from: Temporal.PlainDate.from('2026-11-05'), until: Temporal.PlainDate.from('2026-11-07') },
    { ...year, recipient: 'court' },
  ]
  for (const asked of kinds) {
    const rows = await walked(asked)
    const flows = await flowsOf(deps, asked)
    expect(flows.reduce((sum, { regular, occasional }) => sum + regular + occasional, 0)).toBe(rows.length)
    expect((await ledger.count(officer, asked)).lines).toBe(rows.length)
    const pages = await Array.fromAsync(ok(await ledger.export(officer, asked)).pages)
    expect(pages.flat().map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  }
})

test('lines that the notice does not open for this are not listed or counted, and it is said that they are not', async () => {
  const closed = changed(released, (edition) => {
    for (const { id, colleagues } of edition.activities)
      if (id === 'rights-requests')
        for (const grant of colleagues) grant.categories = grant.categories.filter((each) => each !== 'cctv-footage')
    return edition
  })
  await tested.publish(closed)
  const page = ok(await ledger.list(officer, year))
  expect(page.closed.map(({ name }) => name)).toEqual(['disclosure'])
  expect(new Set((await walked(year)).map(({ type }) => type))).toEqual(new Set(['share']))
  expect((await ledger.count(officer, year)).lines).toBe(every.length - 67)
  await tested.publish(released)
  expect(await ledger.list(colleague('housing-officer'), year)).toMatchObject({ ok: false, why: 'refused' })
})
