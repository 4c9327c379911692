import { describe, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate, deps } = await testGate(on, await livewest())
const opened = openings({ ...deps, gate })

describe('an opening', () => {
  test.each([[['repairs-planner', 'income-officer']], [['income-officer', 'repairs-planner']]] as const)(
    'is on record under the role that the notice lets in, of %j',
    async (roles) => {
      const { person } = await putPerson(on)
      const begun = await opened.begin(colleague(...roles), {
        activity: 'rent-collection',
        person,
        reason: 'case',
        reference: 'R-1',
        specialReason: null,
        privateSetting: false,
      })
      expect(begun).toHaveProperty('id')
      expect(await pageOfEvidence(on.database, { subject: person, kind: 'opening' })).toMatchObject([{ role: 'income-officer' }])
    },
  )

  test('keeps that the colleague is alone, and has it on record, so that recordings open in this one and in no other (TC9)', async () => {
    const { person } = await putPerson(on)
    const officer = colleague('complaints-officer')
    const about = { activity: 'complaints-handling', person, reason: 'case', reference: 'C-1', specialReason: null } as const
    const alone = await opened.begin(officer, { ...about, privateSetting: true })
    const among = await opened.begin(officer, { ...about, privateSetting: false })
    if (!alone.ok || !among.ok) throw new Error('refused')
    expect(await opened.current(officer, alone.id)).toMatchObject({ privateSetting: true })
    expect(await opened.current(officer, among.id)).toMatchObject({ privateSetting: false })
    const rows = await pageOfEvidence(on.database, { subject: person, kind: 'opening' })
    expect(rows.map((row) => row.detail.vouched).toSorted()).toEqual([[], ['private-setting']])
  })
})
