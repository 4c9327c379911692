import { beforeEach, describe, expect, test } from 'vitest'
import { inbox } from '#duties/inbox/inbox.ts'
import { messageQueue } from '#duties/inbox/queue.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { firstPage } from '#gate/find/work-list.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, erasures, setNow, publish } = await testGate(on, released)
const { feedback, concerns } = inbox(deps)
const queue = messageQueue({ ...deps, gate })
const officer = colleague('data-protection-officer')
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

beforeEach(async () => {
  setNow(noon)
  await rows('delete from message')
})

const unclear = (formId: string, at = noon) =>
  feedback.submit({ formId, at, about: 'how-long', text: 'What is a tenure?', edition: released.hash })
const worried = (formId: string, at = noon) =>
  concerns.submit({ formId, at, text: 'My letter went next door.', name: 'Amina Yusuf', contact: 'amina@example.org' })

async function listed(by = officer, after = firstPage) {
  const answer = await queue.open(by, after)
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.rows
}

async function looked(id: string) {
  const answer = await queue.look(officer, id)
  if (!answer.ok || !answer.says.ok || !answer.names.ok || !answer.contacts.ok) throw new Error(JSON.stringify(answer))
  return { ...answer.contacts.rows[0], ...answer.names.rows[0], ...answer.says.rows[0] }
}

async function theOnly() {
  const [only] = await listed()
  if (only === undefined) throw new Error('nothing is open')
  return only
}

describe('what the public sends in', () => {
  test('stands in the database as ciphertext, and only its kind, reference and dates can be read there', async () => {
    await worried('form 1')
    const [stored] = await rows('select row_to_json(m)::text as all, encode(sealed_documents, $1) as words from message m', ['escape'])
    for (const word of ['letter', 'Amina', 'amina@example.org']) expect(JSON.stringify(stored)).not.toContain(word)
    expect(await looked((await theOnly()).id)).toMatchObject({
      kind: 'concern',
      words: 'My letter went next door.',
      name: 'Amina Yusuf',
      contact: 'amina@example.org',
      answerBy: '2026-12-23',
    })
  })

  test('is one message, with one reference, however often its form arrives', async () => {
    const [one, two] = await Promise.all([worried('form 2'), worried('form 2')])
    const later = await worried('form 2', noon.add({ hours: 72 }))
    expect([two, later]).toEqual([one, one])
    expect(await listed()).toHaveLength(1)
    const evidence = await rows(
      `select actor, basis, categories from evidence where kind = 'change' and record_type = 'message' and detail->>'items' = '1'
      and subject = $1`,
      [(await theOnly()).id],
    )
    expect(evidence).toEqual([
      { actor: 'system:website', basis: 'legal-obligation', categories: ['documents', 'personal-details', 'contact-details'] },
    ])
  })

  test('can no longer be read once its own key is erased, and no other is touched', async () => {
    await unclear('form 3')
    await worried('form 4', noon.add({ seconds: 1 }))
    const [gone, kept] = await listed()
    await deps.keys.erase(gone?.id ?? '')
    expect(await looked(gone?.id ?? '')).toMatchObject({ words: null, reference: gone?.reference })
    expect(await looked(kept?.id ?? '')).toMatchObject({ words: 'My letter went next door.' })
  })

  test('is not swept while it is open; three years after it was closed it goes, and its key with it, for backups too', async () => {
    await worried('form 5')
    const only = await theOnly()
    const { id } = only
    await on.asAdmin((admin) => admin.query(`update person_key set made_at = made_at - interval '2 days'`))
    const sweepOn = async (day: string) => {
      setNow(Temporal.Instant.from(`${day}T03:00:00Z`))
      return (await sweep({ ...deps, types: everyRecordType }, { dryRun: false })).deleted.message ?? 0
    }
    expect(await sweepOn('2036-01-01')).toBe(0)
    expect(await looked(id)).toMatchObject({ words: 'My letter went next door.' })
    setNow(noon)
    expect(await queue.close(officer, only, 'We wrote to them.')).toEqual({ ok: true })
    expect(await sweepOn('2029-11-22')).toBe(0)
    expect(await sweepOn('2029-11-23')).toBe(1)
    expect(await rows('select from person_key where person_id = $1', [id])).toEqual([])
    expect(await erasures.read()).toContainEqual(expect.objectContaining({ kind: 'key', person: id }))
  })
})

test('a notice that lets nobody take messages in takes none, and that is on record', async () => {
  await publish(
    changed(released, (edition) => ({
      ...edition,
      activities: edition.activities.map((entry) =>
        entry.id === 'rights-requests'
          ? { ...entry, colleagues: entry.colleagues.filter((grant) => !grant.acts.includes('collect')) }
          : entry,
      ),
    })),
  )
  expect(await unclear('form 0')).toBeNull()
  await publish(released)
  expect(await listed()).toEqual([])
  expect(await rows(`select kind, outcome from evidence where actor = 'system:website' and outcome = 'refused'`)).toEqual([
    { kind: 'refusal', outcome: 'refused' },
  ])
})

describe('the queue', () => {
  test('shows the open ones oldest first, page by page, and a closed one no more', async () => {
    for (const n of [3, 1, 2]) await unclear(`queue ${n}`, noon.add({ minutes: n }))
    const [first, second, third] = await listed()
    expect([first, second, third].map((row) => row?.sentAt)).toEqual([1, 2, 3].map((n) => noon.add({ minutes: n }).toString()))
    expect(first).not.toHaveProperty('words')
    expect((await listed(officer, first?.id)).map((row) => row.id)).toEqual([second?.id, third?.id])
    if (second === undefined) throw new Error('three were open')
    await queue.close(officer, second, 'Said it in shorter words.')
    expect((await listed()).map((row) => row.id)).toEqual([first?.id, third?.id])
    // The page that went on from what is closed by now begins anew.
    expect(await listed(officer, second.id)).toHaveLength(2)
  })

  test('is closed to whoever the notice does not name, and that is on record', async () => {
    await worried('form 6')
    const only = await theOnly()
    const adviser = colleague('customer-service-adviser')
    expect(await queue.open(adviser, firstPage)).toMatchObject({ ok: false })
    expect(await queue.look(adviser, only.id)).toMatchObject({ ok: false })
    expect(await queue.close(adviser, only, 'Mine now.')).toMatchObject({ ok: false, why: 'refused' })
    const refusals = await rows(`select kind from evidence where actor = $1`, [`colleague:${adviser.id}`])
    expect(refusals).toEqual([{ kind: 'refusal' }, { kind: 'refusal' }, { kind: 'refusal' }])
  })

  test('writes down who looked and who closed, and nothing of what was said', async () => {
    await worried('form 7')
    const only = await theOnly()
    const { id } = only
    await looked(id)
    await queue.close(officer, only, 'Apologised to them.')
    const evidence = await rows(
      `select kind, record_type, categories, detail from evidence where actor = $1 and subject = $2 order by seq`,
      [`colleague:${officer.id}`, id],
    )
    expect(evidence.map((row) => row.kind)).toEqual(['read', 'read', 'read', 'read', 'change'])
    expect(evidence.at(-1)).toMatchObject({ record_type: 'message', detail: { fields: ['outcome', 'closedOn'], items: 1 } })
    expect(JSON.stringify(await rows('select * from evidence'))).not.toMatch(/Apologised|next door|Amina/)
  })

  test('does not close what somebody else closed meanwhile', async () => {
    await worried('form 8')
    const seen = await theOnly()
    expect(await queue.close(officer, seen, 'First.')).toEqual({ ok: true })
    expect(await queue.close(colleague('data-protection-officer'), seen, 'Second.')).toEqual({
      ok: false,
      why: 'stale',
    })
    expect(await looked(seen.id)).toMatchObject({ outcome: 'First.', words: 'My letter went next door.', closedOn: '2026-11-23' })
  })
})

describe('a message is nobody’s record', () => {
  test('no other activity knows it, whatever the role', async () => {
    await worried('form 9')
    const { id } = await theOnly()
    const complaints = await gate.open(colleague('complaints-officer'), { activity: 'complaints-handling', person: id, because: 'case' })
    expect(complaints).toMatchObject({ ok: false, refusal: { reasons: [{ code: 'unknown-word' }] } })
  })

  test('a copy of what is held about somebody says that messages could not be searched', async () => {
    const { person } = await putPerson(on)
    await worried('form 10')
    const pack = await wholePack(gate, officer, person)
    if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
    expect(pack.withheld).toContainEqual({ type: 'message', count: 0, reason: expect.stringContaining('tied to no record') })
    expect(pack.searched.map((each) => each.type)).not.toContain('message')
  })
})
