import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inbox } from '#duties/inbox/inbox.ts'
import { shownPictures } from '#duties/pictures/shown.ts'
import { total } from '#duties/retention/wait.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { columnsOfForm, fileOf } from '#exchange/csv/form.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { makeExample } from '#exchange/example/make-example.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { type Field, mustBeGiven, type RecordType } from '#gate/record-type.ts'
import { roles } from '#notice/vocabulary.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { hold } from '#records/hold/hold.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { person } from '#records/person/person.ts'
import { picture } from '#records/picture/picture.ts'
import { placement } from '#records/placement/placement.ts'
import { tenure } from '#records/tenure/tenure.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { usualActivityOf } from '#records/usual-activity.ts'
import { dateIn } from '#shared/clock.ts'
import { newClient } from '#store/client.ts'
import { startServer } from '#store/server.ts'
import { asOwner, targetOf } from '#store/target.ts'
import { databaseSessions } from '#web/database-sessions.ts'
import { webLog } from '#web/log.ts'
import { settingsFrom } from '../../src/main/settings.ts'
import { openSystem } from '../../src/main/system.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { type Choose, crawl, type Fill, type Most } from '../support/crawl.ts'
import { colleague } from '../support/gate.ts'
import { madeMedia } from '../support/media.ts'
import { home, schema } from '../support/places.ts'
import { planted } from '../support/planted.ts'
import { inChunks, wavOf } from '../support/sound.ts'
import { deskSite } from '../web/desk-site.ts'

const folder = await mkdtemp(join(tmpdir(), 'aw-'))
await chmod(folder, 0o755)
const [data, temporary, backups, logs, given] = [
  join(folder, 'data'),
  join(folder, 't'),
  join(folder, 'backups'),
  join(folder, 'logs'),
  join(folder, 'given'),
]
for (const each of [temporary, backups, logs, given]) await mkdir(each, { mode: 0o755 })
// What any program of ours puts down for a while is put here.
process.env.TMPDIR = temporary

const clock = () => Temporal.Now.instant()
const words = planted()
const log: string[] = []
const system = await openSystem(settingsFrom({ ASSURED_EXAMPLE: 'off' }, home, data), home, clock)
const { parts, gate } = system
const server = await startServer(data)
const target = await targetOf(server.admin, schema, data)
const ways = { ...parts, gate }
const site = await deskSite(system, system.released(), {
  sessions: databaseSessions(parts.database, clock),
  ...inbox(parts),
  pictures: shownPictures(ways),
  log: webLog('trace', { write: (line: string) => log.push(line) }),
})
afterAll(async () => {
  await site.close()
  await system.close()
  await rm(folder, { recursive: true, force: true })
})

/** Everything has left memory that is going to: what waits in pages, in the log of changes, and in gathered writes. */
async function settled(): Promise<void> {
  const client = newClient(server.admin)
  await client.connect()
  await client.query('checkpoint')
  await client.end()
}

const today = dateIn(clock())
const yesterday = today.subtract({ days: 1 })
const plain: Readonly<Record<Field['kind'], string>> = {
  ...{ text: 'x', date: '2020-01-01', instant: '2020-01-01T12:00', boolean: 'yes', integer: '1', bytes: '1', pence: '1', uuid: '' },
}

/** A row of a kind of record with a word in every free text there is, and the reason of a source that no list foresees where the notice knows such. */
function rowOf(type: RecordType): ReadonlyMap<string, string> {
  const activities = system
    .released()
    .edition.activities.filter((each) => each.sources.includes('other') && each.categories.includes(type.category))
  const odd = activities.find(({ colleagues }) =>
    Object.values(type.fields).every(({ category }) =>
      colleagues.some((grant) => grant.acts.includes('collect') && grant.categories.includes(category)),
    ),
  )
  const cells = columnsOfForm(type).map((column): [string, string] => {
    const field = type.fields[column.name]
    if (column.is === 'reference') return [column.name, `R-${type.name}`]
    if (column.is === 'activity') return [column.name, odd?.id ?? usualActivityOf(type)]
    if (column.is === 'source') return [column.name, odd === undefined ? '' : 'other']
    if (column.is === 'sourceReason') return [column.name, odd === undefined ? '' : words.word(`${fileOf(type)}: sourceReason`)]
    if (column.is === 'link') return [column.name, `R-${column.to.name}`]
    if (field === undefined || column.is !== 'field') return [column.name, '']
    if (field.sealed) return [column.name, words.word(`${fileOf(type)}: ${column.name}`)]
    if (!mustBeGiven(field)) return [column.name, '']
    const { oneOf } = field.limits
    return [column.name, Array.isArray(oneOf) ? String(oneOf[0]) : plain[field.kind]]
  })
  return new Map(cells)
}

/** What a form wants in a text that is no free one, so that it is taken in at another try. */
const wanted: Readonly<Record<string, string>> = {
  ...{ from: '0:00', until: '0:02', silenced: '', masks: '', silences: '', words: 'Dilys', born: '1 1 1980' },
  ...{ on: `${yesterday.day}/${yesterday.month}/${yesterday.year}`, to: '0:59' },
}
const isFree = new Set(['text', 'textarea', 'tel', 'email', 'search'])
const inFuture = today.add({ days: 40 })
const aYearAgo = today.subtract({ years: 1 })
/** A word of its own in every text of every form; the first time one that the form wants: a name that is held, a time, a day. */
const fill: Fill = ({ form, name, kind }, attempt) => {
  const day = attempt % 2 === 0 ? inFuture : aYearAgo
  if (kind === 'day' || kind === 'month' || kind === 'year') return String(day[kind])
  if (!isFree.has(kind)) return ''
  // What people and cameras are found by stands in plain, and is no free text.
  if (form === '/desk/cameras/new' && name === 'reference') return `CAM-${attempt}`
  if (name === 'postcode') return 'EX5 2FZ'
  if (name === 'value') return `07700 90012${attempt}`
  if (attempt % 2 === 1 && wanted[name] !== undefined) return wanted[name]
  return words.word(`${form}: ${name}`)
}

/** One after the other, so that several tries see several; nobody is on the telephone, since then nothing opens before who it is was asked. */
const choose: Choose = ({ name }, values, attempt) =>
  name === 'reason' && values.includes('case') ? 'case' : (values[attempt % Math.max(1, values.length)] ?? '')
const most: Most = {
  pages: (kind) => (kind === '/desk/openings/:id' ? 40 : kind.startsWith('/desk/openings') ? 8 : 5),
  tries: (form) => (form === '/desk/people/:id/open' ? 24 : 6),
}

/** Texts that are held against what is kept, or read as times and places, and stored nowhere. */
const notKept = new Set(['words', 'born', 'from', 'until', 'silenced'])
/** Times and places in a film, and a name as a picture shows it: asked only where footage and pictures are, and no free text. */
const notFree = new Set(['masks', 'silences', 'on', 'to', 'shownAs'])
/** Where a text goes whose form these steps do not come to: a field that the imported files had a word in. */
const becomes: Readonly<Record<string, readonly [RecordType, string]>> = {
  ...{ why: [hold, 'details'], reason: [hold, 'details'], because: [picture, 'shownAgainBecause'], place: [placement, 'place'] },
  ...{ title: [trainingExtract, 'title'], transcript: [trainingExtract, 'transcript'] },
}

/** The names of all texts that pages of ours ask for, as the pages' own code says. */
async function everyTextInput(): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  for (const file of await readdir(join(home, 'src/web'), { recursive: true })) {
    if (!file.endsWith('.tsx') || file.startsWith('components/')) continue
    const code = await readFile(join(home, 'src/web', file), 'utf8')
    for (const [, name = ''] of code.matchAll(/<(?:Input|Textarea)\b[^>]*?\bname="([^"]+)"/gs)) names.add(name)
  }
  return names
}

test('a word written in whatever place there is to write stands in no file: sealed, or not kept', async () => {
  await makeExample(parts, { people: 6, seed: 4, today })
  for (const type of everyRecordType) {
    const row = rowOf(type)
    await writeFile(join(given, fileOf(type)), `${[...row.keys()].join(',')}\n${[...row.values()].map((cell) => `"${cell}"`).join(',')}\n`)
  }
  const report = await importCsv(
    parts,
    everyRecordType.map((type) => join(given, fileOf(type))),
  )
  expect(report.refused).toEqual([])
  // What is looked for is found where it is in plain.
  expect((await words.foundIn(given)).length).toBeGreaterThan(25)

  const id = async (text: string) => String((await asOwner(target, (owner) => owner.query<{ id: string }>(text)))[0]?.id)
  const called = await id('select person_id as id from call_recording limit 1')
  await tasks(parts).raise({ kind: 'footage-request', role: 'data-protection-officer', about: called, person: called, dueOn: today })
  const camera = await registerCamera(system, 'CAM-real')
  await film(system, camera, yesterday.toZonedDateTime('Europe/London').toInstant())
  const at = clock().subtract({ hours: 3 }).toString()
  const call = { startedAt: at, seconds: 3, direction: 'in', colleague: 'Dee Marsh' } as const
  await takeInCall({ ...ways, ffmpeg: null }, { ...call, reference: 'call 1', person: called }, inChunks(wavOf(3)))
  await takeInCall({ ...ways, ffmpeg: null }, { ...call, reference: 'call 2', callingNumber: '07700900999' }, inChunks(wavOf(3)))
  const everyRole = await site.as(colleague(...roles))
  const file = new File([Uint8Array.from(await madeMedia('picture.jpg'))], `${words.word('name of the file')}.jpg`, { type: 'image/jpeg' })
  const starts = [
    ...[
      '/contact',
      '/feedback',
      '/desk',
      '/desk/tasks',
      '/desk/messages',
      '/desk/calls',
      '/desk/training',
      '/desk/cameras',
      '/desk/pictures',
      '/desk/arriving',
    ],
    ...['/desk/retention', '/desk/retention/reviews', '/desk/unlinked', '/desk/cameras/new', '/desk/pictures/new'],
    ...[`/desk/cameras/${camera}/open`, `/desk/people/${called}/open`, `/desk/people/${called}/identity`],
  ]
  const { taken, sent } = await crawl(everyRole, { starts, fill, choose, most, file })
  const namesOf = (each: ReadonlySet<string>) => new Set([...each].map((input) => input.replace(/^.*: /, '')))
  const [takenNames, sentNames] = [namesOf(taken), namesOf(sent)]
  const inputs = [...(await everyTextInput())]
  expect(
    inputs.filter(
      (name) => !notFree.has(name) && !takenNames.has(name) && !(sentNames.has(name) && notKept.has(name)) && becomes[name] === undefined,
    ),
  ).toEqual([])
  for (const [type, field] of Object.values(becomes)) expect(type.fields[field], `${type.name}.${field}`).toMatchObject({ sealed: true })

  // What a page asks for hidden can be sent as anything.
  const visitor = await everyRole.send(
    '/feedback?about=notice',
    { text: words.word('/feedback: text'), about: words.word('/feedback: about').toLowerCase() },
    '/feedback',
  )
  expect(visitor.status).toBe(303)

  await settled()
  await system.backUp(join(backups, 'before'), () => {})
  await writeFile(join(logs, 'web.log'), log.join('\n'))
  expect(await words.foundIn(data, temporary, backups, logs)).toEqual([])
}, 900_000)

const names = planted()

/** What is held of somebody in plain, so that they are found by it: every name, and every way to reach them. */
async function putLeaver(): Promise<void> {
  const left = { startedOn: '2001-04-01', endedOn: '2010-03-31' }
  const types: readonly RecordType[] = [person, tenure, householdMember, contactDetail]
  for (const type of types) {
    const cells = columnsOfForm(type).flatMap((column): readonly (readonly [string, string])[] => {
      const field = type.fields[column.name]
      if (column.is === 'reference') return [[column.name, 'gone']]
      if (column.is === 'link' && !column.optional) return [[column.name, 'gone']]
      if (column.is === 'link' && column.name === 'person') return [[column.name, 'gone']]
      if (column.is !== 'field' || field === undefined) return []
      if (column.name in left) return [[column.name, column.name === 'startedOn' ? left.startedOn : left.endedOn]]
      if (field.limits.plain === 'name') return [[column.name, names.word(`${fileOf(type)}: ${column.name}`)]]
      return mustBeGiven(field) ? [[column.name, plain[field.kind]]] : []
    })
    const lines = [cells.map(([name]) => name), cells.map(([, cell]) => cell)]
    await writeFile(join(given, fileOf(type)), `${lines.map((line) => line.join(',')).join('\n')}\n`)
  }
  const report = await importCsv(
    parts,
    types.map((type) => join(given, fileOf(type))),
  )
  expect(report.refused).toEqual([])
}

/** All rows of all tables, as whoever rules the database reads them. */
function everyRow(): Promise<string> {
  return asOwner(target, async (owner) => {
    const tables = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
    )
    const rows = await Promise.all(tables.map(({ name }) => owner.query(`select row_to_json(t)::text as row from ${name} t`)))
    return JSON.stringify(rows)
  })
}

test('when I am deleted, my name is in no table at once, and in no backup that is made after', async () => {
  await putLeaver()
  await settled()
  expect(names.foundInText(await everyRow())).toBe(true)
  await system.backUp(join(backups, 'with them'), () => {})
  expect((await names.foundIn(join(backups, 'with them'))).length).toBeGreaterThan(0)
  // Of few people one is more than a hundredth: what an import makes due of them waits for somebody.
  const shown = (await system.waits()).reduce((sum, { goes }) => sum + total(goes ?? {}), 0)
  await system.confirm({ waits: null, shown, by: { actor: 'system:operator', role: null } })
  const { deleted } = await system.sweep({ dryRun: false })
  expect(deleted).toMatchObject({ person: 1 })
  expect(names.foundInText(await everyRow())).toBe(false)
  await system.backUp(join(backups, 'without them'), () => {})
  expect(await names.foundIn(join(backups, 'without them'))).toEqual([])
  await settled()
  // The log of changes keeps them until the checkpoint after, and no longer.
  expect(await names.foundIn(join(data, 'postgres', 'pg_wal'))).toEqual([])
}, 600_000)
