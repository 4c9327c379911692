import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { looksAt } from '#duties/openings/looks.ts'
import { openings } from '#duties/openings/openings.ts'
import { toldOfSharing } from '#duties/promises/share-figures.ts'
import { ledgerOf } from '#duties/shares/ledger.ts'
import { isLetterOwed, letterAbout } from '#duties/shares/telling.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import { dateIn } from '#shared/clock.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { planted, shareWithPolice } from '../support/ledger-lines.ts'
import { readPdf } from '../support/pdf.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'
import { ok } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const { deps, gate, setNow } = tested
const all = { ...deps, gate, tools: answerTools(home, join(on.data, 'set-aside'), () => released, null) }
const officer = colleague('data-protection-officer')
const ledger = ledgerOf(all)

async function line(hidden: boolean) {
  const { person } = await putPerson(on)
  const stored = await shareWithPolice(tested, { on, person, opening: randomUUID(), hidden, named: 'Jo Marsh needs it.' })
  const look = async () => ok(await ledger.look(officer, stored.id))
  return { person, look }
}

test('a letter tells somebody what was shared, with whom, why and on which basis; it names nobody else', { timeout: 120_000 }, async () => {
  const { look } = await line(false)
  const { pdf } = ok(await letterAbout(all, officer, (await look()).item))
  const path = join(on.data, 'letter.pdf')
  await writeFile(path, pdf)
  const { text, isTagged, pages } = await readPdf(path)
  expect([isTagged, pages]).toEqual([true, 1])
  for (const said of ['Amina Test', 'Moor and Coast Police', '23 November 2026', 'Tenancies (Tenancy or lease)', 'They asked in writing'])
    expect(text).toContain(said)
  expect(text).toContain('Article 6(1)(f)')
  expect(text).toContain('You normally know about it.')
  for (const theirs of [...Object.values(planted), 'Jo Marsh', 'MC/26/1188']) expect(text).not.toContain(theirs)
})

test('no letter tells of what is hidden, and that the person was told stands on the line', async () => {
  const { look } = await line(true)
  const hidden = await look()
  expect(await letterAbout(all, officer, hidden.item)).toEqual({ ok: false, why: 'hidden' })
  expect(await ledger.told(officer, hidden, today)).toEqual({ ok: false, why: 'hidden' })
  ok(await ledger.decide(officer, hidden, { shown: true, why: 'The case is closed.', until: null }))
  const { item, type } = await look()
  expect(await ledger.told(officer, { item: { ...item, leftAt: null }, type }, today)).toEqual({ ok: false, why: 'not-left' })
  const { leftAt } = item
  const left = dateIn(Temporal.Instant.from(leftAt ?? ''))
  expect(await ledger.told(officer, await look(), left.subtract({ days: 1 }))).toEqual({ ok: false, why: 'before' })
  ok(await ledger.told(officer, await look(), today))
  expect((await look()).item).toMatchObject({ toldOn: today.toString(), toldBy: officer.name })
})

test('of an emergency the notice promises that the person is told; of other uses it does not', async () => {
  const { edition } = released
  const left = { personId: 'somebody', leftAt: '2026-11-20T09:00:00Z', shown: 'yes', toldOn: null }
  expect(isLetterOwed(edition, { ...left, activity: 'emergency' })).toBe(true)
  expect(isLetterOwed(edition, { ...left, activity: 'crime-prevention' })).toBe(false)
  expect(isLetterOwed(edition, { ...left, activity: 'emergency', shown: 'no' })).toBe(false)
  expect(isLetterOwed(edition, { ...left, activity: 'emergency', personId: null })).toBe(false)
  expect(isLetterOwed(edition, { ...left, activity: 'emergency', toldOn: '2026-11-20' })).toBe(false)
  const { choice } = edition.activities.find(({ id }) => id === 'emergency') ?? {}
  expect(choice).toContain('Afterwards you are told what was passed on, and to whom.')
})

test('the promise is broken once the day is over by which it is decided anew whether somebody is told', async () => {
  await on.asAdmin((admin) => admin.query('delete from share'))
  const untold = 'the person has not been told yet that something was shared'
  const none = 'Nothing that was shared is hidden from the person.'
  const few = `In fewer than 5 cases ${untold}, each with a reason. None of them is overdue for a new decision.`
  // The day on which the first line is hidden changes nothing that the public sees.
  expect(await toldOfSharing(deps)).toEqual({ isKept: true, seen: 1, says: { exactly: none, publicly: few } })
  const { look } = await line(true)
  const one = `In 1 case ${untold}, with a reason. None of them is overdue for a new decision.`
  expect(await toldOfSharing(deps)).toEqual({ isKept: true, seen: 1, says: { exactly: one, publicly: few } })
  setNow(Temporal.Instant.from('2027-05-24T12:00:00Z'))
  expect(await toldOfSharing(deps)).toMatchObject({
    isKept: false,
    says: {
      exactly: `In 1 case ${untold}, with a reason. 1 of them is overdue for a new decision.`,
      publicly: `In fewer than 5 cases ${untold}, each with a reason. Fewer than 5 of them are overdue for a new decision.`,
    },
  })
  ok(await ledger.decide(officer, await look(), { shown: true, why: 'The case is closed.', until: null }))
  expect(await toldOfSharing(deps)).toMatchObject({ isKept: true, says: { exactly: none, publicly: few } })
  setNow(noon)
})

test('who looked at a record is told without what a hidden line shared, and with it once that is shown', async () => {
  const { person } = await putPerson(on)
  const why = { reason: 'case', reference: 'MC/26/1188', specialReason: null, privateSetting: false } as const
  const officers = colleague('anti-social-behaviour-officer')
  const { id: opening } = ok(await openings(all).begin(officers, { person, activity: 'anti-social-behaviour', ...why }))
  const stored = await shareWithPolice(tested, { on, person, opening, hidden: true })
  const shared = async () => (await looksAt(all, person)).flatMap((look) => look.shared.map(({ recipient }) => recipient))
  expect(await shared()).toEqual([])
  ok(await ledger.decide(officer, ok(await ledger.look(officer, stored.id)), { shown: true, why: 'It is over.', until: null }))
  expect(await shared()).toEqual(['police'])
})
