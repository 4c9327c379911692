import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const { gate } = await testGate(on, await livewest())

const item = () => ({
  id: randomUUID(),
  values: { happenedAt: noon.toString(), channel: 'letter', direction: 'in', topic: 'Noise', summary: 'Music at night, says number 8.' },
  collectedAt: noon,
  clockFrom: null,
})

async function opened() {
  const { person } = await putPerson(on)
  const answer = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'letter' })
  if (!answer.ok) throw new Error('refused')
  return answer
}

test('what a neighbour says of somebody is marked so, and their copy does not give the neighbour away', async () => {
  const record = await opened()
  expect(await record.collect(contactLog, { ...item(), source: 'neighbour' })).toEqual({ ok: true })
  expect(await record.read(contacts)).toMatchObject({ rows: [{ source: 'neighbour' }] })
  const pack = await wholePack(gate, colleague('data-protection-officer'), record.person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  // Not even that there was a letter, and when: that too could show who wrote it.
  expect(pack.sections.filter(({ type }) => type === 'contact-log')).toEqual([])
  const reason = expect.stringContaining('A neighbour gave it')
  expect(pack.withheld).toContainEqual({ type: 'contact-log', count: 1, reason })
})

test('a source that no list foresees is told in words, or nothing is stored', async () => {
  const record = await opened()
  await expect(record.collect(contactLog, { ...item(), source: 'other' })).rejects.toMatchObject({ code: 'source-without-reason' })
  expect(await record.read(contacts)).toMatchObject({ rows: [] })
  const told = { ...item(), source: 'other', sourceReason: 'a notice on the stairs' } as const
  expect(await record.collect(contactLog, told)).toEqual({ ok: true })
})
