import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bothValues, decideConflict } from '#duties/conflicts/conflicts.ts'
import { type Disclosure, decideDisclosure } from '#duties/disclosures/decide.ts'
import { prepare } from '#duties/disclosures/prepare.ts'
import { type Hold, type Placing, placeHold, reviewHold } from '#duties/holds/holds.ts'
import { inbox } from '#duties/inbox/inbox.ts'
import { messageQueue } from '#duties/inbox/queue.ts'
import { sweep } from '#duties/retention/sweep.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { firstPage } from '#gate/find/work-list.ts'
import type { Colleague } from '#gate/judge.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { holds } from '#records/hold/hold.ts'
import { forForm } from '#store/form-under-way.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { asksForClip, notShared, rungBack } from '../support/clips.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { inChunks } from '../support/sound.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const { gate, deps } = at
const manager = colleague('senior-manager')
const operator = colleague('cctv-operator')
const officer = colleague('complaints-officer')
const day = (text: string) => Temporal.PlainDate.from(text)
const lifting = { outcome: 'lifted', why: 'It is over' } as const
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))
const tasksAbout = (id: string) =>
  rows('select due_on::text as due, role, done_at is not null as done, done_by as by from task where about = $1 order by raised_at', [id])
const waiting = (due: string, role = 'senior-manager') => ({ due, role, done: false, by: null })
const done = (due: string, role = 'senior-manager') => ({ due, role, done: true, by: 'Dee Marsh' })

async function toHold(activity: 'call-recording' | 'complaints-handling' = 'call-recording', who = manager) {
  const { person } = await putPerson(on)
  const item = await putRecording(on, person, '2026-11-01')
  const opened = await gate.open(who, { activity, person, because: 'check', vouched: ['private-setting'] })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  const placing: Placing = { type: 'call-recording', item, kind: 'complaint', why: 'A complaint', reviewOn: day('2027-02-01') }
  return { person, opened, placing }
}

async function held(...by: Parameters<typeof toHold>) {
  const { opened, placing } = await toHold(...by)
  const placed = await placeHold(deps, opened, manager, placing)
  if (!placed.ok) throw new Error(JSON.stringify(placed))
  const theHold = async (): Promise<Hold> => {
    const answer = await opened.read(holds, placed.hold)
    if (!answer.ok || answer.rows[0] === undefined) throw new Error('no hold was found')
    return answer.rows[0]
  }
  return { id: placed.hold, opened, theHold }
}

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))
async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-csv-'))
  folders.push(folder)
  return folder
}

let cameras = 0
async function prepared() {
  cameras += 1
  const camera = await registerCamera(at, `REC/${cameras}`)
  const from = noon.subtract({ hours: 24 })
  const taken = await film(at, camera, from)
  const open = async (who: Colleague) => {
    const opened = await gate.open(who, { activity: 'crime-prevention', person: camera, because: 'case' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    return opened
  }
  const request = await asksForClip(on)
  const span = { from: from.add({ seconds: 1 }), to: from.add({ seconds: 3 }) }
  const uploaded = inChunks(await madeMedia('film.mkv'))
  const asked = { piece: taken.taken === 'stored' ? taken.footage : '', ...span, request, masks: [], silences: [], uploaded }
  const answer = await prepare({ ...deps, ffmpeg: null }, await open(operator), operator, asked)
  if (!answer.ok) throw new Error(answer.why)
  const latest = async (): Promise<Disclosure> => {
    const read = await (await open(operator)).read(disclosures, answer.id)
    if (!read.ok || read.rows[0] === undefined) throw new Error('no disclosure was found')
    return read.rows[0]
  }
  return { id: answer.id, open, latest }
}

describe('of one case one task waits at the most', () => {
  test('for the review of a hold, which moves with its day and ends with it', async () => {
    const { id, opened, theHold } = await held()
    expect(await tasksAbout(id)).toEqual([waiting('2027-02-01')])
    const keep = async (reviewOn: string) => {
      const again = { outcome: 'kept', why: 'Still needed', reviewOn: day(reviewOn) } as const
      expect(await reviewHold(deps, opened, manager, await theHold(), again)).toEqual({ ok: true })
    }
    await keep('2027-02-01')
    expect(await tasksAbout(id)).toEqual([waiting('2027-02-01')])
    await keep('2027-03-01')
    expect(await tasksAbout(id)).toEqual([done('2027-02-01'), waiting('2027-03-01')])
    expect(await reviewHold(deps, opened, manager, await theHold(), lifting)).toEqual({ ok: true })
    expect(await tasksAbout(id)).toEqual([done('2027-02-01'), done('2027-03-01')])
    expect(await reviewHold(deps, opened, manager, await theHold(), lifting)).toEqual({ ok: false, why: 'stale' })
  })

  test('for the second look at a disclosure, and none when it is let out once more', async () => {
    const { id, open, latest } = await prepared()
    expect(await tasksAbout(id)).toEqual([waiting('2026-11-23')])
    const release = async () => decideDisclosure(deps, await open(manager), manager, await latest(), rungBack)
    expect([await release(), await release()]).toEqual([{ ok: true }, { ok: true }])
    expect(await tasksAbout(id)).toEqual([done('2026-11-23')])
  })

  test('for a hold that is imported, as it stands here', async () => {
    const folder = await aFolder()
    const take = async (name: string, text: string) => {
      await writeFile(join(folder, name), text)
      expect(await importCsv(deps, [join(folder, name)])).toMatchObject({ refused: [] })
    }
    const columns = 'reference,person,reason,placedBy,placedOn,reviewOn,liftedOn'
    await take('people.csv', 'reference,firstName\nP1,Amina\n')
    await take(
      'holds.csv',
      `${columns}\nH1,P1,legal-claim,Priya,2026-01-01,2027-01-01,\nH2,P1,legal-claim,Priya,2026-01-01,2027-01-01,2026-10-01\n`,
    )
    const raised = await rows(`select about from task where about in (select id from hold where placed_by = 'Priya')`)
    expect(raised).toHaveLength(1)
    const id = String(raised[0]?.about)
    expect(await tasksAbout(id)).toEqual([waiting('2027-01-01')])
    await take('holds.csv', `${columns}\nH1,P1,legal-claim,Priya,2026-01-01,2027-04-01,\n`)
    expect(await tasksAbout(id)).toEqual([{ ...done('2027-01-01'), by: null }, waiting('2027-04-01')])
    await take('holds.csv', `${columns}\nH1,P1,legal-claim,Priya,2026-01-01,2027-04-01,2026-11-01\n`)
    expect(await rows('select from task where about = $1 and done_at is null', [id])).toEqual([])
  })

  test('for a hold whose next day a source says otherwise, as the choice between them leaves it', async () => {
    const folder = await aFolder()
    const files = {
      'homes.csv': 'reference,assetType,address\nHX,Dwelling,8 Alder Court\n',
      'tenures.csv': 'reference,assetId,tenureType,startedOn\nTX,HX,Assured,2019-04-01\n',
      'people.csv': 'reference,firstName\nP9,Cleo\n',
      'household-members.csv': 'reference,tenure,person,fullName,isResponsible\nM9,TX,P9,Cleo,yes\n',
    }
    const take = async (reviewOn: string) => {
      const line = `activity,reference,person,reason,placedBy,placedOn,reviewOn\ncomplaints-handling,H9,P9,legal-claim,Sam,2026-01-01,${reviewOn}\n`
      const all = Object.entries({ ...files, 'holds.csv': line })
      for (const [name, text] of all) await writeFile(join(folder, name), text)
      expect(
        await importCsv(
          deps,
          all.map(([name]) => join(folder, name)),
        ),
      ).toMatchObject({ refused: [] })
    }
    await take('2027-01-01')
    const [stored] = await rows(`select id, person_id from hold where placed_by = 'Sam'`)
    const id = String(stored?.id)
    const opened = await gate.open(officer, { activity: 'complaints-handling', person: String(stored?.person_id), because: 'case' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const read = await opened.read(holds, id)
    if (!read.ok || read.rows[0] === undefined) throw new Error('no hold was found')
    const again = { outcome: 'kept', why: 'Still needed', reviewOn: day('2027-02-01') } as const
    expect(await reviewHold(deps, opened, officer, read.rows[0], again)).toEqual({ ok: true })
    await take('2027-03-01')
    const [both] = await bothValues(opened)
    if (both === undefined) throw new Error('no conflict was found')
    expect(await decideConflict(deps, opened, { id: both.conflict.id, version: both.version, chosen: 'there' })).toEqual({ ok: true })
    expect((await tasksAbout(id)).filter((task) => task.done === false)).toEqual([waiting('2027-03-01')])
  })
})

describe('a case and its task stand or fall together', () => {
  test('where the act is undone with the form it was for', async () => {
    const { person, opened, placing } = await toHold()
    const overtaken = { form: 'another try has it', sending: randomUUID() }
    await expect(forForm(overtaken, () => placeHold(deps, opened, manager, placing))).rejects.toMatchObject({ state: 'AF001' })
    expect(await rows('select from hold where person_id = $1', [person])).toEqual([])
    expect(await rows('select from task where person_id = $1', [person])).toEqual([])
  })

  test('where the task cannot be stored', async () => {
    const { person, opened, placing } = await toHold()
    const { id, opened: other, theHold } = await held()
    const before = await theHold()
    await rows(`alter table task add constraint broken check (done_at is null and due_on < '2027-01-01') not valid`)
    await expect(placeHold(deps, opened, manager, placing)).rejects.toMatchObject({ state: '23514' })
    await expect(reviewHold(deps, other, manager, before, lifting)).rejects.toMatchObject({ state: '23514' })
    await rows('alter table task drop constraint broken')
    expect(await rows('select from hold where person_id = $1', [person])).toEqual([])
    expect(await tasksAbout(id)).toEqual([waiting('2027-02-01')])
    expect(await theHold()).toEqual(before)
  })

  test('where what it is about goes when it is due', async () => {
    const { id } = await held()
    await rows(`update hold set clock_from = '2001-01-01', collected_at = '2001-01-01', activity = 'rights-requests' where id = $1`, [id])
    await sweep({ ...deps, types: everyRecordType }, { dryRun: false })
    expect(await rows('select from hold where id = $1', [id])).toEqual([])
    expect(await tasksAbout(id)).toEqual([])
  })
})

describe('closing a case dates the event that its period runs from', () => {
  const clockOf = (table: string, id: string, field: string) =>
    rows(`select clock_from::text as clock, ${field}::text as closed from ${table} where id = $1`, [id])
  const today = [{ clock: '2026-11-23', closed: '2026-11-23' }]

  test('of a message', async () => {
    const words = { text: 'My letter went next door.', name: 'Amina Yusuf', contact: 'amina@example.org' }
    await inbox(deps).concerns.submit({ formId: 'a form', at: noon, ...words })
    const queue = messageQueue({ ...deps, gate })
    const officer = colleague('data-protection-officer')
    const open = await queue.open(officer, firstPage)
    const [only] = open.ok ? open.rows : []
    if (only === undefined) throw new Error('no message was found')
    expect(await clockOf('message', only.id, 'closed_on')).toEqual([{ clock: null, closed: null }])
    await expect(queue.close(officer, only, '')).rejects.toMatchObject({ code: 'case-lacks-value' })
    expect(await queue.close(officer, only, 'We wrote to them.')).toEqual({ ok: true })
    expect(await clockOf('message', only.id, 'closed_on')).toEqual(today)
    expect(await tasksAbout(only.id)).toEqual([])
  })

  test('of a disclosure', async () => {
    const { id, open, latest } = await prepared()
    expect(await decideDisclosure(deps, await open(manager), manager, await latest(), notShared)).toEqual({ ok: true })
    expect(await clockOf('disclosure', id, 'closed_on')).toEqual(today)
  })

  test('of a hold, where its period does not wait for the end of a tenancy', async () => {
    const complaint = await held('complaints-handling', officer)
    const tenancy = await held()
    for (const { opened, theHold } of [complaint, tenancy]) await reviewHold(deps, opened, manager, await theHold(), lifting)
    expect(await clockOf('hold', complaint.id, 'lifted_on')).toEqual(today)
    expect(await clockOf('hold', tenancy.id, 'lifted_on')).toEqual([{ clock: null, closed: '2026-11-23' }])
  })
})
