import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sortOut, whyLeftOut } from '#duties/subject-access/left-out.ts'
import { namesNobody } from '#duties/subject-access/names-nobody.ts'
import { wordingOf } from '#exchange/pack/document.ts'
import { columnOf, tableOf } from '#gate/columns.ts'
import { ties } from '#gate/ties/ties.ts'
import { ownerOf } from '#gate/write/sealing.ts'
import { type Source, sources } from '#notice/vocabulary.ts'
import { everyPart } from '#records/every-part.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { rightsFind } from '#records/rights-find/rights-find.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putAccount, putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { gate, deps } = await testGate(on, released)
const officer = colleague('data-protection-officer')
const named = 'Zebedee Quux'

async function packOf(person: string) {
  const pack = await wholePack(gate, officer, person, released.hash)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  return pack
}

/** A row of any type with its words sealed as the gate seals them: those of `columns` that are declared so, and `words`. */
async function put(
  table: string,
  person: string,
  columns: Readonly<Record<string, unknown>>,
  words: { category: string; values: Record<string, string> } | null = null,
) {
  const id = randomUUID()
  const type = everyRecordType.find((each) => tableOf(each) === table)
  if (type === undefined) throw new Error(`there is no table ${table}`)
  const common = { activity: 'tenancy-management', source: 'colleague', collected_at: '2026-11-01T09:00:00Z', edition: 'test' }
  const all: Record<string, unknown> = { id, ...common }
  const sealed = new Map<string, Record<string, unknown>>(words === null ? [] : [[words.category, { ...words.values }]])
  for (const [column, value] of Object.entries(columns)) {
    const [name, field] = Object.entries(type.fields).find(([each]) => columnOf(each) === column) ?? []
    if (name === undefined || field?.sealed !== true) all[column] = value
    else sealed.set(field.category, { ...sealed.get(field.category), [name]: value })
  }
  const tenure = typeof columns.tenure_id === 'string' ? columns.tenure_id : null
  const owner = ownerOf(type, { id, person, tenure, values: { pictureId: columns.picture_id } })
  for (const [category, values] of sealed)
    all[`sealed_${category.replaceAll('-', '_')}`] = await deps.keys.seal(owner ?? person, { table, row: id, category }, values)
  const names = Object.keys(all)
  const text = `insert into ${table} (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`
  await on.asAdmin((admin) => admin.query(text, Object.values(all)))
  return id
}

describe('a copy of what is held about me', () => {
  test('names nobody else: not who paid my rent, not whom a hold or a contact is about, not who is to be rung for me', async () => {
    const { person, tenure } = await putPerson(on)
    const { account } = await putAccount(on, tenure, { activity: 'rent-collection', yearEnded: '2012-03-31' })
    const entry = { tenure_id: tenure, rent_account_id: account, posted_on: '2026-10-05' }
    await put('rent_entry', person, { ...entry, kind: 'payment', pence: -4711, words: `Paid by ${named}` })
    await put('rent_entry', person, { ...entry, kind: `From ${named}`, pence: -1, words: 'Direct debit' })
    await put(
      'contact_log',
      person,
      {
        person_id: person,
        happened_at: '2026-10-01T09:00:00Z',
        channel: `telephone, ${named}`,
        direction: 'in',
        topic: `A quarrel with ${named}`,
      },
      { category: 'contact-log', values: { summary: `${named} next door is ill` } },
    )
    await put(
      'hold',
      person,
      {
        person_id: person,
        record_type: 'contact-log',
        reason: 'complaint',
        placed_by: named,
        placed_on: '2026-10-01',
        review_on: '2027-01-01',
      },
      { category: 'documents', values: { details: `${named} complained` } },
    )
    await put('consent', person, {
      person_id: person,
      for_activity: 'publicity',
      answer: 'given',
      wording: 'May we?',
      answered_at: '2026-10-01T09:00:00Z',
      how: `through ${named}`,
      taken_by: named,
    })
    await put(
      'objection',
      person,
      { person_id: person, kind: 'objection', made_on: '2026-10-01', decision: 'waiting' },
      { category: 'consents', values: { reason: `${named} rang for them` } },
    )
    await put('contact_detail', person, { person_id: person, contact_type: 'phone', sub_type: `daughter, ${named}`, value: '07700 900999' })
    await put('contact_detail', person, { person_id: person, contact_type: 'phone', sub_type: 'mobile', value: '07700 900111' })
    await put(
      'call_recording',
      person,
      { person_id: person, started_at: '2026-10-01T09:00:00Z', seconds: 60, direction: 'in', taken_by: named },
      { category: 'call-recordings', values: { route: `put through to ${named}` } },
    )
    await put(
      'training_extract',
      person,
      {
        activity: 'call-training',
        title: `How ${named} was told`,
        claim: 'nobody-identifiable',
        seconds: 5,
        called_on: '2026-10-01',
        made_on: '2026-10-01',
        made_by: named,
        of_person: person,
      },
      { category: 'call-recordings', values: { transcript: `Hello, ${named}` } },
    )
    const pack = await packOf(person)
    const words = JSON.stringify([pack, wordingOf(released, (type) => type).around(pack)])
    expect(words).not.toMatch(/Zebedee|Quux/)
    expect(words).not.toContain('900999')
    expect(words).toContain('900111')
    // The rest of each is mine.
    const entries = pack.sections.find(({ type }) => type === 'rent-entry')?.items.map(({ values }) => values)
    expect(entries).toContainEqual({ Date: '2026-10-05', Kind: 'payment', Amount: -4711 })
    expect(entries).toContainEqual({ Date: '2026-10-05', Amount: -1, Description: 'Direct debit' })
    for (const type of [
      'rent-entry',
      'contact-log',
      'hold',
      'consent',
      'objection',
      'contact-detail',
      'call-recording',
      'training-extract',
    ])
      expect(
        pack.withheld.filter((left) => left.type === type && left.count > 0 && /data protection team (reads|looks)/.test(left.reason))
          .length,
        type,
      ).toBeGreaterThan(0)
  })

  test('keeps back of what we do differently for me only what names somebody of my household, or concerns health and came from others', async () => {
    const { person, tenure } = await putPerson(on)
    await put('household_member', person, { tenure_id: tenure, full_name: 'Sara Test', is_responsible: false })
    const support = async (values: string, source: Source = 'the-person') => {
      const sealed = await deps.keys.seal(person, { table: 'person', row: person, category: 'support-needs' }, { supportNeeds: values })
      await on.asAdmin((admin) =>
        admin.query('update person set sealed_support_needs = $2, source = $3 where id = $1', [person, sealed, source]),
      )
      return JSON.stringify((await packOf(person)).sections)
    }
    expect(await support('Amina Test reads large print')).toContain('large print')
    expect(await support('Sara interprets')).not.toContain('Sara')
    expect(await support('Reads large print')).toContain('large print')
    expect(await support('Reads large print', 'own-systems')).not.toContain('large print')
    const reason = expect.stringContaining('you did not tell us it yourself')
    expect((await packOf(person)).withheld).toContainEqual({ type: 'person', count: 1, reason })
    expect(await support('Reads large print')).toContain('large print')
    expect((await packOf(person)).items).toMatchObject({ person: 1 })
  })

  test('has my part in a training extract, and no reason that is not so', async () => {
    const { person } = await putPerson(on)
    const other = await putPerson(on)
    const extract = {
      activity: 'call-training',
      claim: 'nobody-identifiable',
      seconds: 5,
      called_on: '2026-10-01',
      made_on: '2026-10-01',
      made_by: 'Priya',
    }
    await put('training_extract', person, { ...extract, title: 'Call', of_person: person, media_id: randomUUID() })
    await put('training_extract', other.person, { ...extract, title: 'Standing order', of_person: other.person })
    const pack = await packOf(person)
    const section = pack.sections.find(({ type }) => type === 'training-extract')
    expect(section?.items).toMatchObject([{ values: { 'What it teaches': 'Call', 'Length in seconds': 5, Made: '2026-10-01' } }])
    expect(JSON.stringify(pack)).not.toContain('Standing order')
    const reasons = pack.withheld.filter(({ type }) => type === 'training-extract').map(({ reason }) => reason)
    expect(reasons.toSorted()).toEqual([whyLeftOut.othersName, whyLeftOut.recorded].toSorted())
    expect(pack.searched).toContainEqual({ type: 'training-extract', category: 'call-recordings', found: 1, given: 1 })
  })

  test('says of every kind of record whether it was searched, and why not where it was not', async () => {
    const { person } = await putPerson(on)
    await putRecording(on, person, '2026-11-01')
    const pack = await packOf(person)
    const searched = new Set(pack.searched.map(({ type }) => type))
    // What is noted while a request is answered is told by the answer.
    const standing = [ties.alone, ties.reception.itself, ties.reception.about, ties.request.about]
    for (const type of everyRecordType) {
      const isSaidNot = pack.notSearched.some(({ what, why }) => what === type.title.many && why.length > 20)
      expect([searched.has(type.name), isSaidNot], type.name).toEqual(
        (standing.includes(type.tie) && type !== rightsFind) || type.name === 'disclosure' ? [false, true] : [true, false],
      )
    }
    const said = wordingOf(released, (type) => type)
      .around(pack)
      .letter.opening.join(' ')
    expect(said).toContain(`We searched ${searched.size} kinds of record`)
    expect(said).not.toContain('every')
    expect(said).toContain('What we did not search')
  })
})

describe('a reason for leaving something out', () => {
  const others: readonly Source[] = [
    'household',
    'representative',
    'local-authority',
    'other-agency',
    'government-scheme',
    'choice-based-lettings',
    'other',
  ]

  /** What has to be so of the row and the field for each reason to be true. */
  const trueOf: Readonly<
    Record<
      string,
      (it: {
        owner: string
        sealed: boolean
        category: string
        isMember: boolean
        source: Source
        personId: string | null
        text: string
        media: boolean
        said: boolean
      }) => boolean
    >
  > = {
    [whyLeftOut.otherPerson]: ({ isMember, personId }) => isMember && personId !== null && personId !== 'me',
    [whyLeftOut.unlinkedMember]: ({ isMember, personId }) => isMember && personId === null,
    [whyLeftOut.fromNeighbour]: ({ source }) => source === 'neighbour',
    [whyLeftOut.othersWords]: ({ sealed, source }) => sealed && others.includes(source),
    [whyLeftOut.othersName]: ({ owner }) => owner === 'third-party',
    [whyLeftOut.mayNameOthers]: ({ owner, text, said }) =>
      said || ((owner === 'may-name-others' || owner === 'own-words') && !namesNobody(text)),
    [whyLeftOut.namesHousehold]: ({ sealed, text }) => sealed && /sara/i.test(text),
    [whyLeftOut.saidToBeAnothers]: ({ said }) => said,
    [whyLeftOut.health]: ({ category, source }) => /^(health|disability|support-needs)$/.test(category) && source !== 'the-person',
    [whyLeftOut.recorded]: ({ media }) => media,
  }

  test('is true wherever it is given: of every field of every kind of record, whoever it came from', () => {
    const wrong: string[] = []
    for (const part of everyPart.filter(({ type }) => type.tie.searched === 'by-person'))
      for (const name of part.fields)
        for (const source of sources)
          for (const personId of ['me', 'another', null])
            for (const text of ['Sara next door', 'Direct debit'])
              for (const mediaId of [null, 'kept']) {
                const field = part.type.fields[name]
                if (field === undefined || field.kind === 'uuid' || field.owner === 'machine') continue
                const row = { personId, source, [name]: text, mediaId, ...(field.saidToBe === undefined ? {} : { subType: text }) }
                const { given, leftOut } = sortOut(part, row, { person: 'me', household: new Set(['sara']) })
                const { owner, sealed, category } = field
                const it = {
                  owner,
                  category,
                  sealed,
                  isMember: part.type.tie === ties.household,
                  source,
                  personId,
                  text,
                  media: mediaId !== null,
                  said: field.saidToBe !== undefined && !namesNobody(text),
                }
                for (const reason of leftOut)
                  if (trueOf[reason]?.(it) !== true) wrong.push(`${part.type.name}.${name} from ${source}: ${reason}`)
                if (given === null && leftOut.length === 0)
                  wrong.push(`${part.type.name}.${name} from ${source} is neither given nor has its reason`)
              }
    expect([...new Set(wrong)]).toEqual([])
  })

  test.each([
    ['Direct debit', true],
    ['Rent, four weeks', true],
    ['HOUSING BENEFIT', true],
    ['No hot water', true],
    ['£120.50', true],
    ['', true],
    ['Paid by Sean', false],
    ['Paid by June', false],
    ['June paid', false],
    ['Day paid', false],
    ['The garden day', true],
    ['from April', false],
    ['paid by sean', false],
    ['Payment from 07700 900123', false],
    ['The neighbour at number 8', false],
    ['her daughter', false],
    ['Rent Weeks', false],
    ['Payment 12345678', false],
    ['Mr May', false],
    ['付款', false],
  ])('“%s” is known to name nobody: %s', (text, isKnown) => {
    expect(namesNobody(text)).toBe(isKnown)
  })
})
