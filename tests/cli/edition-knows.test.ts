import { expect, test } from 'vitest'
import { decideCommand } from '#cli/commands/decide.ts'
import { editionKnows } from '#cli/edition-knows.ts'
import { changed, livewest, today } from '../support/edition.ts'
import { contextOf } from './context.ts'

const released = await livewest()
const { edition } = released
const lookup = edition.activities.find(({ basis, colleagues }) => basis === 'legitimate-interests' && colleagues.length > 0)
const grant = lookup?.colleagues[0]

async function asked(...circumstance: readonly string[]) {
  const [role] = grant?.roles ?? []
  const options = { role, act: grant?.acts[0], activity: lookup?.id, category: grant?.categories[0], circumstance }
  return decideCommand.run(contextOf({ edition: async () => released }), { words: [], options })
}

test('an assessment that is in date is told beside the answer, and counts only where it is given', async () => {
  const known = [{ circumstance: 'assessment-in-date', holds: true, says: expect.stringContaining(lookup?.assessment ?? '') }]
  const without = await asked()
  expect(without.json).toMatchObject({ permitted: false, reasons: expect.arrayContaining(['lacks-assessment-in-date']), known })
  expect(without.text).toContain('`assessment-in-date` holds by the notice')
  const given = await asked('assessment-in-date')
  expect(given.json).toMatchObject({ known, reasons: expect.not.arrayContaining(['lacks-assessment-in-date']) })
  expect((await asked('assessment-in-date=no')).json).toMatchObject({ permitted: false, known })
})

test('one that the landlord adopted is told as no longer in date after its review is due', () => {
  const adopted = changed(released, (draft) => {
    for (const each of draft.assessments) each.adopted = { by: 'The board', on: '2026-11-01', outcome: 'passed', reviewBy: '2027-11-01' }
    return draft
  })
  const on = (day: string) => editionKnows(adopted, lookup?.id ?? '', Temporal.PlainDate.from(day))
  expect(on('2027-11-01')).toMatchObject([{ circumstance: 'assessment-in-date', holds: true, says: expect.stringContaining('2026-11-01') }])
  expect(on('2027-11-02')).toMatchObject([{ circumstance: 'assessment-in-date', holds: false }])
})

test('of an activity that is unknown, or that asks for neither, nothing is told', () => {
  expect(editionKnows(released, 'flying', today)).toEqual([])
  expect(editionKnows(released, 'repairs', today).map(({ circumstance }) => circumstance)).not.toContain('assessment-in-date')
})
