import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { Session } from '#store/database.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { openSystem } from '../../../src/main/system.ts'
import { putPerson } from '../../support/people.ts'
import { home, schema } from '../../support/places.ts'
import { triedOut } from '../../support/settings.ts'
import type { Deed } from './deed.ts'

/** Contacts that fall due, put in anew every so many kills: more than two batches of a sweep. */
const due = 120_000
const refillEvery = 25
const checkEvery = 10
const imported = 300

export type Killed = { readonly kills: number; readonly ofServer: number; readonly acknowledged: Readonly<Record<string, number>> }

/**
 * Kills a process that does every kind of work at once with -9, at random moments, and every third time the database server with it. Every tenth time and at the end
 * all that was acknowledged has to be there, each deletion on record, the evidence whole and nothing left over. Throws on the first that is not so.
 */
export async function killOverAllWork(kills: number, progress: (done: number) => void): Promise<Killed> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-kills-'))
  await chmod(folder, 0o755)
  try {
    return await killIn(folder, kills, progress)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function killIn(folder: string, kills: number, progress: (done: number) => void): Promise<Killed> {
  const data = join(folder, 'data')
  await mkdir(data, { mode: 0o755 })
  const backups = join(folder, 'backups')
  await mkdir(backups)
  const running = await openSystem(triedOut(data), home, () => Temporal.Now.instant())
  const admin = <T>(work: (session: Session) => Promise<T>) => onServer(data, work)
  const people: string[] = []
  for (let made = 0; made < 20; made += 1) people.push((await putPerson({ asAdmin: admin })).person)
  await running.close()
  const files = await contactsFile(folder)
  const deeds: Deed[] = []
  let [put, ofServer] = [0, 0]
  for (let kill = 0; kill < kills; kill += 1) {
    if (kill % refillEvery === 0) put += await onServer(data, (session) => putDue(session, people[0] ?? ''))
    const serverToo = kill % 3 === 0
    await workUntilKilled({ data, people, files, backups }, deeds, serverToo)
    if (serverToo) ofServer += 1
    if (kill % checkEvery === checkEvery - 1 || kill === kills - 1) await check(data, deeds, put)
    for (const name of await readdir(backups))
      if (!deeds.some((deed) => deed.did === 'backup' && deed.out.endsWith(name))) await removeOld(join(backups, name))
    progress(kill + 1)
  }
  await noOrphans(data)
  const acknowledged: Record<string, number> = {}
  for (const { did } of deeds) acknowledged[did] = (acknowledged[did] ?? 0) + 1
  return { kills, ofServer, acknowledged }
}

async function onServer<T>(data: string, work: (session: Session) => Promise<T>): Promise<T> {
  const server = await startServer(data)
  try {
    return await asAdmin(await targetOf(server.admin, schema, data), work)
  } finally {
    await server.stop()
  }
}

async function putDue(session: Session, person: string): Promise<number> {
  await session.query(
    `insert into contact_log (id, activity, source, collected_at, edition, clock_from, person_id, happened_at, channel, direction)
      select gen_random_uuid(), 'contact-handling', 'own-systems', '2019-01-02T09:00:00Z', 'test', '2019-01-02', $1, '2019-01-02T09:00:00Z', 'telephone', 'in'
      from generate_series(1, ${due})`,
    [person],
  )
  return due
}

/** A file of many contacts, of people in a file beside it. */
async function contactsFile(folder: string): Promise<readonly string[]> {
  const people = join(folder, 'people.csv')
  const contacts = join(folder, 'contacts.csv')
  await writeFile(people, 'reference,firstName,lastName\nP1,Bela,Cole\n')
  const lines = Array.from({ length: imported }, (_, line) => `C${line},P1,${Temporal.Now.instant().toString()},telephone,in,A call`)
  await writeFile(contacts, ['reference,person,happenedAt,channel,direction,topic', ...lines].join('\n'))
  return [people, contacts]
}

async function workUntilKilled(given: unknown, deeds: Deed[], serverToo: boolean): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'deeds.ts'), JSON.stringify(given)], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let wrong = ''
  child.stderr.on('data', (chunk) => (wrong += String(chunk)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const begun = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const deed: Deed | { readonly begun: true } = JSON.parse(line)
    if ('begun' in deed) begun.resolve()
    else deeds.push(deed)
  })
  await Promise.race([begun.promise, ended])
  await Promise.race([setTimeout(Math.random() * 3000), ended])
  if (child.exitCode !== null) throw new Error(`the work ended by itself: ${wrong.slice(0, 2000)}`)
  if (serverToo) await killServer(String(Reflect.get(Object(given), 'data')))
  child.kill('SIGKILL')
  await ended
}

async function killServer(data: string): Promise<void> {
  const [pid] = (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  if (pid !== undefined && /^\d+$/.test(pid)) process.kill(Number(pid), 'SIGKILL')
}

/** All that was acknowledged is there; each deletion is on record; the evidence is whole; what lies in the vault is what the records name. */
async function check(data: string, deeds: readonly Deed[], put: number): Promise<void> {
  const running = await openSystem(triedOut(data), home, () => Temporal.Now.instant())
  try {
    const report = await running.verifyEvidence()
    if (!report.ok) throw new Error(`the evidence is not whole: ${JSON.stringify(report.faults.slice(0, 3))}`)
    const lines = await running.doctor()
    const vault = lines.find(({ what }) => what === 'vault')
    if (vault?.well !== true) throw new Error(`the vault: ${vault?.says}`)
    await onServer(data, async (session) => {
      await sweptOnRecord(session, put)
      await acknowledgedThere(session, deeds)
      await heldWithReview(session)
    })
  } finally {
    await running.close()
  }
}

async function sweptOnRecord(session: Session, put: number): Promise<void> {
  const [row] = await session.query<{ left: number; recorded: number }>(
    `select (select count(*)::int from contact_log where clock_from = '2019-01-02') as left,
      (select coalesce(sum((detail->>'items')::int), 0)::int from evidence where kind = 'sweep' and record_type = 'contact-log') as recorded`,
  )
  if ((row?.left ?? 0) + (row?.recorded ?? 0) !== put)
    throw new Error(`swept without record, or recorded without sweep: ${JSON.stringify(row)} of ${put}`)
}

/** No hold stands without the task to review it, and no task without its hold. */
async function heldWithReview(session: Session): Promise<void> {
  const [row] = await session.query<{ alone: number }>(
    `select count(*)::int as alone from (select id from hold where lifted_on is null) h
      full join (select about from task where kind = 'hold-review' and done_at is null) k on k.about = h.id where h.id is null or k.about is null`,
  )
  if (row?.alone !== 0) throw new Error(`${row?.alone} holds, or tasks to review one, stand alone`)
}

async function acknowledgedThere(session: Session, deeds: readonly Deed[]): Promise<void> {
  const ids = async (sql: string, wanted: readonly string[], what: string) => {
    const found = new Set((await session.query<{ id: string }>(sql, [wanted])).map(({ id }) => id))
    const lost = wanted.filter((id) => !found.has(id))
    if (lost.length > 0) throw new Error(`${lost.length} of ${wanted.length} acknowledged are lost: ${what}`)
  }
  const of = <D extends Deed['did']>(did: D) => deeds.filter((deed): deed is Extract<Deed, { did: D }> => deed.did === did)
  await ids(
    'select id from contact_log where id = any($1::uuid[])',
    of('note').map(({ id }) => id),
    'notes',
  )
  await ids(
    'select id from call_recording where id = any($1::uuid[])',
    of('call').map(({ recording }) => recording),
    'recordings',
  )
  await ids(
    'select id from hold where id = any($1::uuid[])',
    of('hold').map(({ hold }) => hold),
    'holds',
  )
  await ids(
    'select reference as id from message where reference = any($1::text[])',
    of('message').map(({ reference }) => reference),
    'messages',
  )
  const erased = new Set(of('erase').map(({ id }) => id))
  const newest = new Map(of('edit').map(({ id, value }) => [id, value]))
  const details = await session.query<{ id: string; value: string }>('select id, value from contact_detail where id = any($1::uuid[])', [
    [...newest.keys()],
  ])
  const stands = new Map(details.map(({ id, value }) => [id, Number(value)]))
  const back = [...erased].filter((id) => stands.has(id))
  if (back.length > 0) throw new Error(`${back.length} details that were erased are there again`)
  // What was under way when the machine died may be done or not: one step beyond what was acknowledged, and no other.
  const wrong = [...newest].filter(
    ([id, value]) => !erased.has(id) && !(value === 4 && !stands.has(id)) && ![value, value + 1].includes(stands.get(id) ?? -1),
  )
  if (wrong.length > 0) throw new Error(`${wrong.length} corrections are lost`)
  if (of('import').length > 0) {
    const [row] = await session.query<{ contacts: number }>(
      `select count(*)::int as contacts from contact_log where source = 'own-systems' and clock_from > '2020-01-01'`,
    )
    if (row?.contacts !== imported) throw new Error(`an import that was acknowledged left ${row?.contacts} of ${imported}`)
  }
  for (const { out } of of('backup'))
    if (!existsSync(join(out, 'manifest.seal'))) throw new Error('a backup that was acknowledged is not whole')
}

/** A backup cut short leaves a folder that is nobody's: the next backup clears it after a day, and so do we. */
async function removeOld(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
}

/** Nothing of ours runs on after the last kill. */
async function noOrphans(data: string): Promise<void> {
  const server = await startServer(data)
  await server.stop()
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (words.includes(data)) throw new Error(`process ${pid} still runs on the data folder`)
  }
}
