import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { digestOf } from '#evidence/digest.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Opened } from '#gate/opened.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import type { Database } from '#store/database.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
/** What was asked of the database, by the names of its statements. */
const asked: string[] = []
const noting = (statement: Parameters<Database['once']>[1]): void => {
  if (typeof statement !== 'string') asked.push(statement.name ?? '')
}
const database: Database = {
  ...on.database,
  once: (role, statement, values) => {
    noting(statement)
    return on.database.once(role, statement, values)
  },
  transaction: (role, work) =>
    on.database.transaction(role, (session) =>
      work({
        query: (statement, values) => {
          noting(statement)
          return session.query(statement, values)
        },
      }),
    ),
}
const { gate, erasures } = await testGate({ ...on, database }, await livewest())

async function tenancyOf(person: string): Promise<Opened<'tenancy-management'>> {
  const opened = await gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  return opened
}

const numberOf = (value: string, contactType = 'phone') => ({
  id: randomUUID(),
  values: { contactType, value },
  source: 'the-person' as const,
  collectedAt: noon,
  clockFrom: null,
})

/** As many people as asked for, with one telephone number each. */
async function withNumbers(people: number) {
  const numbered = Array.from({ length: people }, async (_, place) => {
    const opened = await tenancyOf((await putPerson(on)).person)
    const item = numberOf(`01392 555 01${place}`)
    await opened.collect(contactDetail, item)
    const answer = await opened.read(contactDetails, item.id)
    return { opened, id: item.id, version: (answer.ok ? answer.rows[0]?.version : undefined) ?? '' }
  })
  return Promise.all(numbered)
}

async function valueIn({ opened, id }: Awaited<ReturnType<typeof withNumbers>>[number]): Promise<unknown> {
  const answer = await opened.read(contactDetails, id)
  return answer.ok ? answer.rows[0]?.value : undefined
}

describe('changes that are asked for at the same moment', () => {
  test('are stored by fewer statements than they are, each with evidence of its own', async () => {
    const { person } = await putPerson(on)
    const opened = await tenancyOf(person)
    const items = Array.from({ length: 20 }, (_, place) => numberOf(`01392 555 02${place}`))
    asked.length = 0
    await Promise.all(items.map((item) => opened.collect(contactDetail, item)))
    expect(asked.filter((name) => name.startsWith('store-contact-detail')).length).toBeLessThan(5)
    const answer = await opened.read(contactDetails)
    expect(answer.ok && new Set(answer.rows.map((row) => row.value))).toEqual(new Set(items.map((item) => item.values.value)))
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'change' })).toHaveLength(20)
  })

  test('one that the database refuses fails alone, and the others are stored', async () => {
    const { person } = await putPerson(on)
    const opened = await tenancyOf(person)
    const items = [numberOf('01392 555 0301'), numberOf('01392\u0000555'), numberOf('01392 555 0303')]
    const settled = await Promise.allSettled(items.map((item) => opened.collect(contactDetail, item)))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    const answer = await opened.read(contactDetails)
    expect(answer).toMatchObject({ rows: [expect.anything(), expect.anything()] })
    expect(await pageOfEvidence(on.database, { subject: person, kind: 'change' })).toHaveLength(2)
  })

  test('of two made from the same version one stands and the other is stale', async () => {
    const [one] = await withNumbers(1)
    if (one === undefined) throw new Error('nobody')
    const from = { id: one.id, version: one.version, source: 'the-person' } as const
    const answers = await Promise.all(['1', '2', '3'].map((value) => one.opened.correct(contactDetail, { ...from, values: { value } })))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.why === 'stale')).toHaveLength(2)
    expect(await valueIn(one)).toBe(`${answers.findIndex((answer) => answer.ok) + 1}`)
  })

  test('a row that somebody else has locked keeps nobody waiting but whoever asked for it', async () => {
    const numbers = await withNumbers(3)
    const [locked, ...free] = numbers
    if (locked === undefined) throw new Error('nobody')
    const correct = ({ opened, id, version }: typeof locked) =>
      opened.correct(contactDetail, { id, version, values: { value: '0199' }, source: 'the-person' })
    const corrections = await on.asAdmin(async (admin) => {
      await admin.query('begin')
      await admin.query('select from contact_detail where id = $1 for update', [locked.id])
      const waiting = correct(locked)
      const others = await Promise.all(free.map(correct))
      expect(others).toEqual([{ ok: true }, { ok: true }])
      expect(await valueIn(locked)).toBe('01392 555 010')
      await admin.query('rollback')
      return [await waiting, ...others]
    })
    expect(corrections).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    expect(await Promise.all(numbers.map(valueIn))).toEqual(['0199', '0199', '0199'])
  })

  test('what is erased together is noted one by one, outside the database and in evidence', async () => {
    const numbers = await withNumbers(3)
    const answers = await Promise.all(numbers.map(({ opened, id }) => opened.erase(contactDetail, id)))
    expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    const noted = new Set((await erasures.read()).flatMap((each) => (each.kind === 'item' ? [each.id] : [])))
    for (const { opened, id } of numbers) {
      expect(noted.has(id)).toBe(true)
      const [last] = await pageOfEvidence(on.database, { subject: opened.person, kind: 'change' })
      expect(last).toMatchObject({ act: 'delete', detail: { items: 1, digest: digestOf([id]) } })
    }
  })
})
