import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { handOver } from '#duties/handovers/hand-over.ts'
import { total } from '#duties/retention/wait.ts'
import { answerHanded, answersAreFor } from '#duties/rights/answer/handed.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import { tasks } from '#duties/tasks/tasks.ts'
import { columnsOfForm, fileOf } from '#exchange/csv/form.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { makeExample } from '#exchange/example/make-example.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import { type Field, mustBeGiven } from '#gate/field.ts'
import type { RecordType } from '#gate/record-type.ts'
import { roles } from '#notice/vocabulary.ts'
import { agreement } from '#records/agreement/agreement.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { hold } from '#records/hold/hold.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { organisation, type organisationKinds } from '#records/organisation/organisation.ts'
import { person } from '#records/person/person.ts'
import { picture } from '#records/picture/picture.ts'
import { picturedPerson } from '#records/pictured-person/pictured-person.ts'
import { rightsSearch } from '#records/rights-search/rights-search.ts'
import { tenure } from '#records/tenure/tenure.ts'
import { visit } from '#records/visit/visit.ts'
import { visitAssistance } from '#records/visit-assistance/visit-assistance.ts'
import { storedWords } from '#records/words-of.ts'
import { dateIn } from '#shared/clock.ts'
import type { Session } from '#store/database.ts'
import { asAdmin, asOwner } from '#store/target.ts'
import { film, registerCamera } from '../support/cameras.ts'
import { copies } from '../support/copies.ts'
import { type Choose, crawl, type Fill, type Most, sendForm } from '../support/crawl.ts'
import { colleague } from '../support/gate.ts'
import { canComeInFile } from '../support/in-files.ts'
import { putItem } from '../support/items.ts'
import { type Go, journeys } from '../support/journeys.ts'
import { madeMedia } from '../support/media.ts'
import { putConsent } from '../support/people.ts'
import { cameraPicture, storePicture } from '../support/pictures.ts'
import { planted } from '../support/planted.ts'
import { plantingGround } from '../support/planting-ground.ts'
import { logLetter, ok, requestAfter } from '../support/rights.ts'
import { inChunks, wavOf } from '../support/sound.ts'

const { data, temporary, backups, logs, given, words, system, target, site, settled, id, close } = await plantingGround()
const { deps, gate } = system
afterAll(close)

const today = dateIn(deps.clock())
const yesterday = today.subtract({ days: 1 })
const plain: Readonly<Record<Field['kind'], string>> = {
  ...{ text: 'x', date: '2020-01-01', instant: '2020-01-01T12:00', boolean: 'yes', integer: '1', bytes: '1', pence: '1', uuid: '' },
}

/** A row of a kind of record with a word in every free text there is, and the reason of a source that no list foresees where the notice knows such. */
function rowOf(type: RecordType): ReadonlyMap<string, string> {
  const activities = system
    .released()
    .edition.activities.filter((each) => each.sources.includes('other') && each.categories.includes(type.category))
    .filter(({ id }) => type.only === undefined || type.only.some((only) => only === id))
  const odd = activities.find(({ colleagues }) =>
    Object.values(type.fields).every(({ category }) =>
      colleagues.some((grant) => grant.acts.includes('collect') && grant.categories.includes(category)),
    ),
  )
  const cells = columnsOfForm(type).map((column): [string, string] => {
    const field = type.fields[column.name]
    if (column.is === 'reference') return [column.name, `R-${type.name}`]
    if (column.is === 'activity') return [column.name, odd?.id ?? type.usual]
    if (column.is === 'source') return [column.name, odd === undefined ? '' : 'other']
    if (column.is === 'sourceReason') return [column.name, odd === undefined ? '' : words.word(`${fileOf(type)}: sourceReason`)]
    if (column.is === 'link') return [column.name, `R-${column.to.name}`]
    if (field === undefined || column.is !== 'field') return [column.name, '']
    // A route is read in a form of its own, and calls are kept on a ground that the notice publishes.
    if (column.name === 'route') return [column.name, '']
    if (type === hold && column.name === 'reason') return [column.name, 'complaint']
    // What covers a transfer goes with a place abroad.
    if (type === organisation && column.name === 'place') return [column.name, 'other']
    if (field.sealed && field.limits.oneOf === undefined) return [column.name, words.word(`${fileOf(type)}: ${column.name}`)]
    if (!mustBeGiven(field)) return [column.name, '']
    return [column.name, plainOf(field)]
  })
  return new Map(cells)
}

/** What a field takes in that is no free text. */
function plainOf({ kind, limits }: Field): string {
  const [listed] = limits.oneOf === undefined ? [] : storedWords(limits.oneOf)
  return listed ?? plain[kind]
}

/** What a form wants in a text that is no free one, so that it is taken in at another try. */
const wanted: Readonly<Record<string, string>> = {
  ...{ from: '0:00', until: '0:02', silenced: '', masks: '', silences: '', words: 'Dilys', born: '1 1 1980' },
  ...{ on: `${yesterday.day}/${yesterday.month}/${yesterday.year}`, to: '0:59' },
}
const isFree = new Set(['text', 'textarea', 'tel', 'email', 'search'])
const inFuture = today.add({ days: 40 })
const aYearAgo = today.subtract({ years: 1 })
/** What colleagues see of an organisation before they share stands in plain. */
const ofOrganisation: Readonly<Record<string, string>> = {
  ...{ name: 'Alder Surgery', callBack: '01632 960001', email: 'notes@example.org', registration: 'ZA960001' },
}
/** A word of its own in every text of every form; the first time one that the form wants: a name that is held, a time, a day. */
const fill: Fill = ({ form, name, kind }, attempt) => {
  const day = attempt % 2 === 0 ? inFuture : aYearAgo
  if (kind === 'day' || kind === 'month' || kind === 'year') return String(day[kind])
  if (!isFree.has(kind)) return ''
  // What people, cameras and tablets are found by, and the name that everybody reads beside a picture, stand in plain, and are no free texts.
  if (form === '/desk/cameras/new' && name === 'reference') return `CAM-${attempt}`
  if (form === '/desk/visits/kiosks/new' && name === 'label') return 'By the main door'
  if (form.startsWith('/desk/organisations/') && ofOrganisation[name] !== undefined) return ofOrganisation[name]
  if (name === 'shownAs') return 'Dilys of Alder Court'
  if (name === 'postcode') return 'EX5 2FZ'
  if (name === 'value') return `07700 90012${attempt}`
  if (attempt % 2 === 1 && wanted[name] !== undefined) return wanted[name]
  return words.word(`${form}: ${name}`)
}

/** One after the other, so that several tries see several; nobody is on the telephone, since then nothing opens before who it is was asked. */
const choose: Choose = ({ name }, values, attempt) =>
  name === 'reason' && values.includes('case') ? 'case' : (values[attempt % Math.max(1, values.length)] ?? '')
const most: Most = {
  pages: (kind) =>
    kind === '/desk/openings/:id' ? 40 : kind.startsWith('/desk/openings/:id/contacts') ? 24 : kind.startsWith('/desk/openings') ? 8 : 5,
  tries: (form) => (form === '/desk/people/:id/open' ? 24 : 6),
}

/** Texts that are held against what is kept, or only written to, and stored nowhere. */
const notKept = [
  '/ask: question',
  '/desk/find: words',
  ...['born', 'postcode', 'reference'].flatMap((name) => [`/desk/people/:id/identity: ${name}`, `/desk/openings/:id/identity: ${name}`]),
  '/desk/calls/unlinked/:id: words',
  '/desk/pictures/:id/people: words',
  '/fetch/:link: code',
  '/notice/changes: address',
]
/** Forms of buttons and choices alone, to which these steps do not come: none has a text. */
const wordless = [
  ...['/desk/sign-out', '/desk/openings/:id/close', '/desk/openings/:id/conflicts', '/desk/openings/:id/recordings/:item/played'],
  ...[
    ...['disclosures', 'clips'].map((given) => `/desk/openings/:id/${given}/:item/fetch`),
    '/desk/calls/unlinked/:id/link',
    '/desk/retention/confirm',
    '/desk/pictures/:id/stays-down',
    '/desk/visits/:id/sign-out',
    '/desk/roll-call/used',
    '/desk/requests/:id/search/:item/remove',
    ...['fetch', 'sent', 'page', 'page/stop'].map((button) => `/desk/requests/:id/answer/${button}`),
    ...['anew', 'page', 'page/stop'].map((button) => `/desk/openings/:id/shares/:item/${button}`),
    '/fetch/:link/file',
    '/desk/requests/:id/texts/:text/second',
    ...['/desk/requests/:id/whose/choose', '/desk/calls/your-voice/:id', '/desk/calls/your-voice/:id/listen'],
    ...['/notice/changes/confirm', '/notice/changes/stop', '/notice/changes/one-click'],
  ],
]

/** Whether what went into a text of a form went to the route. */
function goesTo(route: string, input: string): boolean {
  return new RegExp(`^${route.replaceAll(/:[a-z]+/gi, '[^/]+')}(: |$)`).test(input)
}

/** Organisations of the register, of which the solicitors are instructed. */
async function registered() {
  const register = { activity: 'rights-requests', collectedOn: today, keys: deps.keys } as const
  const put = (kind: keyof typeof organisationKinds) =>
    putItem(on, organisation, {
      ...register,
      values: { kind, name: kind, place: 'uk', callBack: '01632 960101', endedOn: null, coveredUntil: null },
    })
  const solicitors = await put('legal-agent')
  const from = { inForceFrom: today.toString(), until: today.add({ years: 1 }).toString(), endedOn: null }
  const instructed = { kind: 'instruction', organisationId: solicitors, forActivity: 'legal-claims', ...from }
  await putItem(on, agreement, { ...register, values: instructed })
  const council = await put('local-authority')
  for (const kind of ['agreement', 'protocol'] as const) {
    const values = { kind, organisationId: council, forActivity: 'fraud-checks', ...from }
    await putItem(on, agreement, { ...register, values })
  }
  const [force, support, landlord] = [await put('police'), await put('support-agency'), await put('private-landlord')]
  return { force, solicitors, council, support, landlord }
}

const on = { asAdmin: <T>(work: (admin: Session) => Promise<T>) => asAdmin(target, work) }

test('a word written in whatever place there is to write stands in no file: sealed, or not kept', async () => {
  await makeExample(deps, { people: 6, seed: 4, today })
  // Whether a visitor needs help is said in no words of theirs, and comes with the visit alone.
  const written = everyRecordType.filter((type) => type !== visitAssistance && canComeInFile(type))
  for (const type of written) {
    const row = rowOf(type)
    await writeFile(join(given, fileOf(type)), `${[...row.keys()].join(',')}\n${[...row.values()].map((cell) => `"${cell}"`).join(',')}\n`)
  }
  const report = await importCsv(
    deps,
    written.map((type) => join(given, fileOf(type))),
  )
  expect(report.refused).toEqual([])
  // What is looked for is found where it is in plain.
  expect((await words.foundIn(given)).length).toBeGreaterThan(25)

  const called = await id('select person_id as id from call_recording limit 1')
  await tasks(deps).raise({ kind: 'footage-request', role: 'data-protection-officer', about: called, person: called, dueOn: today })
  const camera = await registerCamera(system, 'CAM-real')
  await film(system, camera, yesterday.toZonedDateTime('Europe/London').toInstant())
  const at = deps.clock().subtract({ hours: 3 }).toString()
  const call = { startedAt: at, seconds: 3, direction: 'in', colleague: 'Dee Marsh' } as const
  await takeInCall({ ...deps, gate, ffmpeg: null }, { ...call, reference: 'call 1', person: called }, inChunks(wavOf(3)))
  await takeInCall({ ...deps, gate, ffmpeg: null }, { ...call, reference: 'call 2', callingNumber: '07700900999' }, inChunks(wavOf(3)))
  const everyRole = await site.as(colleague(...roles))
  const file = new File([Uint8Array.from(await madeMedia('picture.jpg'))], `${words.word('name of the file')}.jpg`, { type: 'image/jpeg' })
  const taken = new Set<string>()
  const filling = { fill, choose }
  const go: Go = async (path, kind, answers = {}, file) => {
    const sending = await sendForm(everyRole, path, kind, { ...filling, answers, file: file ?? null })
    expect(sending?.answer.status, kind).toBe(303)
    for (const input of sending?.inputs ?? []) taken.add(input)
    return new URL(sending?.answer.headers.get('location') ?? '', site.at).pathname
  }
  await putConsent(on, called, { answer: 'given', answeredAt: '2020-05-01T10:00:00Z', ended: null })
  const old = { activity: 'complaints-handling', collectedOn: Temporal.PlainDate.from('2001-03-01'), person: called }
  const piece = await id(`select id from footage where place_id = '${camera}'`)
  await journeys(go, {
    ...{ today, camera, image: file, person: called },
    piece,
    ...(await registered()),
    contact: await putItem(on, contactLog, { ...old, values: { topic: words.word('contact: topic') }, keys: deps.keys }),
    holdOf: (item) => id(`select id from hold where item_id = '${item}'`),
    byAnother: (line) => on.asAdmin((admin) => admin.query("update share set prepared_by_id = 'another' where id = $1", [line])),
  })
  const made = await requestAfter({ deps, gate }, colleague('data-protection-officer'), ['identified', 'searched', 'read', 'made'], {
    person: called,
    values: { receivedOn: yesterday.toString() },
  })
  await go(`/desk/requests/${made}/answer/agree`, '/desk/requests/:id/answer/agree', { by: 'post', to: 'as-given' })
  await go(`/desk/requests/${made}/answer/look`, '/desk/requests/:id/answer/look', { outcome: 'back' })
  const officer = colleague('data-protection-officer')
  const { searched, putContact } = copies(on, { deps, gate }, officer)
  const copy = await searched({ receivedOn: today.toString() })
  const theirs = await registerCamera(system, 'CAM-copy', { postcode: copy.postcode })
  await film(system, theirs, yesterday.toZonedDateTime('Europe/London').toInstant())
  const read = await putContact(copy.person, 'Dilys rang, and Morwenna, and Darren Pike.')
  const third = { ...call, reference: 'call 3', person: copy.person }
  await takeInCall({ ...deps, gate, ffmpeg: null }, third, inChunks(wavOf(3)))
  await storePicture({ ...deps, gate }, await cameraPicture(), 'image/jpeg', { on, person: copy.person })
  ok(await reviewOf({ ...deps, gate }).propose(officer, copy.id))
  const texts = `/desk/requests/${copy.id}/texts`
  await go(`${texts}/opinion`, '/desk/requests/:id/texts/opinion', { 'givenOn-day': '1', 'givenOn-month': '1', 'givenOn-year': '2026' })
  const until = { 'until-day': '1', 'until-month': '1', 'until-year': String(today.year + 2) }
  const text = await id(`select id from rights_text where item_id = '${read}'`)
  await go(`${texts}/${text}`, '/desk/requests/:id/texts/:id', { words: 'Dilys', whole: 'item', ground: 'privilege', ...until })
  // The recording of the call, the footage of where they live, and the picture that they are in.
  const ofCopy = `select id from rights_text where rights_request_id = '${copy.id}' and field_name = '~'`
  const sound = await id(`${ofCopy} and place = 'call-recording'`)
  const filmed = await id(`${ofCopy} and place = 'footage'`)
  const pictured = await id(`${ofCopy} and place = 'picture'`)
  const cut = { from: '0:00', to: '0:02', silences: '0:01 to 0:02' }
  await go(`${texts}/${sound}/media`, '/desk/requests/:id/texts/:id/media', { outcome: 'reasonable', ...cut })
  // Whoever crawls makes extracts of calls, which would be further texts to read.
  await on.asAdmin((admin) => admin.query('delete from call_recording where person_id = $1', [copy.person]))
  await go(`${texts}/${filmed}/media`, '/desk/requests/:id/texts/:id/media', { outcome: 'other-people' })
  await go(`${texts}/${pictured}/media/hide`, '/desk/requests/:id/texts/:id/media/hide', { hidden: '25 10 30 50' })
  await go(`${texts}/${pictured}/media`, '/desk/requests/:id/texts/:id/media', { outcome: 'reasonable' })
  const rights = await go(`/desk/cameras/${theirs}/open`, '/desk/cameras/:id/open', { activity: 'rights-requests' })
  const clip = {
    ...{ requested: await id(`select reference as id from rights_request where id = '${copy.id}'`), others: 'hidden' },
    ...{ on: yesterday.toLocaleString('en-GB'), from: '00:00:01', to: '00:00:03', masks: '0:00-0:02 25 25 50 50', silences: '' },
  }
  await go(
    `${rights.replace(/footage$/, 'clips')}/new?piece=${await id(`select id from footage where place_id = '${theirs}'`)}`,
    '/desk/openings/:id/clips/new',
    clip,
  )
  const asked = await requestAfter({ deps, gate }, officer, ['identified'], {
    person: called,
    values: { receivedOn: yesterday.toString() },
  })
  ok(await rightsSearchOf({ ...deps, gate }).now(officer, asked))
  const ofAsked = { rightsRequestId: asked, place: `look:${randomUUID()}`, askedOn: today.toString() }
  const look = await putItem(on, rightsSearch, { activity: 'rights-requests', collectedOn: today, values: ofAsked, keys: deps.keys })
  const [place, other] = await Promise.all(
    [0, 1].map((at) =>
      id(`select id from rights_search where rights_request_id = '${asked}' and place like 'system:%' order by place offset ${at} limit 1`),
    ),
  )
  const day = { 'on-day': String(today.day), 'on-month': String(today.month), 'on-year': String(today.year) }
  await go(`/desk/requests/${asked}/step`, '/desk/requests/:id/step', { what: 'extended', ...day })
  const unknown = await logLetter({ deps, gate }, officer, { receivedOn: yesterday.toString() })
  await go(`/desk/requests/${unknown}/nobody`, '/desk/requests/:id/nobody')
  ok(await rightsSearchOf({ ...deps, gate }).now(officer, unknown))
  const reference = await id(`select reference as id from rights_request where id = '${made}'`)
  await go(`/desk/requests/${asked}/link`, '/desk/requests/:id/link', { reference })
  await go(`/desk/requests/${asked}/authority`, '/desk/requests/:id/authority')
  const named = { reference: 'CAM-real', on: yesterday.toLocaleString('en-GB'), from: '00:00', to: '00:01' }
  await go(`/desk/requests/${asked}/footage`, '/desk/requests/:id/footage', named)
  const searching = `/desk/requests/${asked}/search`
  await go(`${searching}/${place}/add`, '/desk/requests/:id/search/:id/add', {}, file)
  const find = await id(`select id from rights_find where rights_request_id = '${asked}'`)
  expect(find).not.toBe('')
  await go(`${searching}/${place}`, '/desk/requests/:id/search/:id', { answer: 'found', found: '3' })
  await go(`${searching}/${other}/without`, '/desk/requests/:id/search/:id/without')
  await go(`${searching}/${look}/look`, '/desk/requests/:id/search/:id/look', { answer: 'retained' })
  const forgotten = { site: 'exeter', arrivedAt: `${yesterday}T09:00:00Z`, signedInBy: 'Front desk' }
  await putItem(on, visit, { activity: 'visitor-safety', collectedOn: yesterday, values: forgotten, keys: deps.keys })
  const whatWaits = { ...answersAreFor, item: randomUUID(), whose: randomUUID(), bytes: 1, digest: 'none' }
  const { token } = ok(await handOver({ ...deps, gate }, officer, answerHanded, whatWaits, {}))
  const starts = [
    `/fetch/${token}`,
    ...[
      '/contact',
      '/feedback',
      '/desk',
      '/desk/tasks',
      `/desk/tasks/${await id(`select id from task where kind = 'footage-request' and done_at is null limit 1`)}`,
      '/desk/messages',
      '/desk/calls',
      '/desk/training',
      '/desk/cameras',
      '/desk/organisations',
      '/desk/pictures',
      '/desk/arriving',
      '/desk/visits',
      '/desk/visits/new',
      '/desk/visits/forgotten',
      '/desk/visits/kiosks/new',
    ],
    ...['/desk/retention', '/desk/retention/reviews', '/desk/unlinked', '/desk/cameras/new', '/desk/pictures/new'],
    ...[`/desk/cameras/${camera}/open`, `/desk/people/${called}/open`, `/desk/people/${called}/identity`],
  ]
  const crawled = await crawl(everyRole, { starts, fill, choose, most, file })
  for (const input of crawled.taken) taken.add(input)
  const routes = site.takesForms.filter((route) => !route.startsWith('/api/'))
  const sentTo = (route: string) => [...crawled.sent, ...taken].filter((input) => goesTo(route, input))
  expect(routes.filter((route) => sentTo(route).length === 0).toSorted()).toEqual(wordless.toSorted())
  const untaken = routes.flatMap((route) => sentTo(route)).filter((input) => !taken.has(input))
  expect([...new Set(untaken)].filter((input) => !notKept.some((text) => input === text) && input.includes(': '))).toEqual([])

  // What a page asks for hidden can be sent as anything.
  const visitor = await everyRole.send(
    '/feedback?about=notice',
    { text: words.word('/feedback: text'), about: words.word('/feedback: about').toLowerCase() },
    '/feedback',
  )
  expect(visitor.status).toBe(303)
  // What a form asks for only after it was sent once.
  const stating = `/desk/people/${called}/open`
  const said = { activity: 'safeguarding', reason: 'case', reference: 'case 4711', privateSetting: '' }
  const stated = await everyRole.send(stating, {
    ...said,
    ...Object.fromEntries(
      ['specialReason', 'atRisk', 'notAsked'].map((name) => [name, words.word(`/desk/people/:id/open: ${name}, stated`)]),
    ),
  })
  expect(stated.status).toBe(303)

  await settled()
  await system.backUp(join(backups, 'before'), () => {})
  expect(await words.foundIn(data, temporary, backups, logs)).toEqual([])
}, 900_000)

const names = planted()

/** What is held of somebody in plain, so that they are found by it: every name, and every way to reach them. */
async function putLeaver(): Promise<void> {
  await takeIn([person, tenure, householdMember, contactDetail, picture])
  const left = await id('select person_id as id from household_member where person_id is not null order by collected_at desc limit 1')
  const values = { pictureId: await id('select id from picture order by collected_at desc limit 1'), shownAs: names.word('shownAs') }
  const since = Temporal.PlainDate.from('2001-04-01')
  await putItem(on, picturedPerson, { activity: 'publicity', collectedOn: since, clockFrom: since, person: left, values })
}

async function takeIn(types: readonly RecordType[]): Promise<void> {
  const left = { startedOn: '2001-04-01', endedOn: '2010-03-31' }
  for (const type of types) {
    const cells = columnsOfForm(type).flatMap((column): readonly (readonly [string, string])[] => {
      const field = type.fields[column.name]
      if (column.is === 'reference') return [[column.name, 'gone']]
      if (column.is === 'link' && !column.optional) return [[column.name, 'gone']]
      if (column.is === 'link' && column.name === 'person') return [[column.name, 'gone']]
      if (column.is !== 'field' || field === undefined) return []
      if (column.name in left) return [[column.name, column.name === 'startedOn' ? left.startedOn : left.endedOn]]
      if (field.limits.plain === 'name') return [[column.name, names.word(`${fileOf(type)}: ${column.name}`)]]
      return mustBeGiven(field) ? [[column.name, plainOf(field)]] : []
    })
    const lines = [cells.map(([name]) => name), cells.map(([, cell]) => cell)]
    await writeFile(join(given, fileOf(type)), `${lines.map((line) => line.join(',')).join('\n')}\n`)
  }
  const report = await importCsv(
    deps,
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
