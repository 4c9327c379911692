import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'
import { logLetter, takeStep } from '../support/rights.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const officer = colleague('data-protection-officer')

test('nobody who asks for another person gets anything of theirs before their authority is noted', async () => {
  const { person } = await putPerson(on)
  for (const askedBy of ['representative', 'attorney', 'parent']) {
    const bare = await logLetter(tested, officer, { askedBy })
    const identify = (id: string) => takeStep(tested, officer, id, 'identified', { values: { ofPerson: person } })
    expect(await identify(bare), askedBy).toEqual({ ok: false, why: 'unauthorised' })
    const shown = await logLetter(tested, officer, { askedBy, authority: 'Letter of authority of 12 November 2026.' })
    expect(await identify(shown), askedBy).toEqual({ ok: true })
  }
})
