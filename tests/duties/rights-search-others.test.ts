import { beforeEach, expect, test } from 'vitest'
import { looksAt } from '#duties/openings/looks.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { textsToRead } from '#duties/rights/review/texts.ts'
import { certificateOf } from '#duties/rights/search/certificate.ts'
import { textsOfOthers } from '#duties/rights/search/others.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import { cautionaryAlert } from '#records/cautionary-alert/cautionary-alert.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { hold } from '#records/hold/hold.ts'
import { householdMember } from '#records/household-member/household-member.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow } = await testGate(on, released)
const all = { ...deps, gate }
const [requests, search] = [rightsRequestsOf(all), rightsSearchOf(all)]
const officer = colleague('data-protection-officer')
const rows = (text: string, values: readonly unknown[] = []) => on.asAdmin((admin) => admin.query(text, values))

beforeEach(async () => {
  setNow(noon)
  await rows('delete from rights_find; delete from rights_search; delete from rights_request; delete from task')
  await rows('delete from contact_log; delete from hold')
})

const contact = (person: string, summary: string) =>
  putItem(on, contactLog, {
    ...{ activity: 'contact-handling', collectedOn: today, person, keys: deps.keys },
    values: { topic: 'Noise', summary, promised: null },
  })

/** Somebody whom the records know by this name alone. */
async function named(name: string) {
  const put = await putPerson(on, { name })
  await rows(`update household_member set full_name = $2 where person_id = $1`, [put.person, `${name} Test`])
  return put
}

async function searchedFor(person: string) {
  const logged = await requests.log(officer, {
    ...{ receivedOn: '2026-11-20', cameBy: 'letter', askedBy: 'themselves', name: 'Amina Test', contact: '4 Quay Street' },
    ...{ words: 'All of it.', otherNames: null, authority: null },
  })
  const found = logged.ok ? await requests.look(officer, logged.id) : logged
  if (!found.ok) throw new Error('not logged')
  await requests.step(officer, found.request, { what: 'identified', on: today, values: { ofPerson: person } })
  expect(await search.now(officer, found.request.id)).toEqual({ ok: true })
  const look = await search.look(officer, found.request.id)
  if (!look.ok) throw new Error('not searched')
  const read = await textsToRead(all, officer, look.request)
  const texts = read.ok
    ? read.texts.filter(({ place, field }) => place === 'rights-find' && field === 'words').map(({ value }) => value)
    : []
  return { id: found.request.id, look, texts, row: look.places.find(({ place }) => place === 'others')?.row ?? null }
}

test('what is written about somebody in a neighbour’s record is read for their copy; what is written about others there is not, nor anybody’s far away', async () => {
  const asker = await putPerson(on)
  const neighbour = await named('Ned')
  const member = await named('Mo')
  const far = await named('Zoe')
  await rows(`update asset set postcode = 'TR1 1AA', address = '9 Far Road' where id = $1`, [far.asset])
  await rows(`update asset set address = '8 Alder Court' where id = $1`, [neighbour.asset])
  const joins = { activity: 'tenancy-management', collectedOn: today, tenure: asker.tenure, person: member.person }
  await putItem(on, householdMember, { ...joins, values: { fullName: 'Mo Test', isResponsible: 'false' } })
  await contact(neighbour.person, 'Ned says that Amina Test at number 6 plays music at night.')
  await contact(neighbour.person, 'Ned asked about the bins.')
  await contact(member.person, 'Mo said that Amina is away in May.')
  await contact(far.person, 'Zoe wrote that Amina Test owes money.')
  await putItem(on, hold, {
    ...{ activity: 'complaints-handling', collectedOn: today, person: neighbour.person, keys: deps.keys },
    values: { reason: 'complaint', details: 'The complaint names Amina Test.', recordType: 'consent' },
  })
  const before = await looksAt(all, neighbour.person)
  const { texts, row, look, id } = await searchedFor(asker.person)
  expect(texts.toSorted()).toEqual([
    'Mo said that Amina is away in May.',
    'Ned says that Amina Test at number 6 plays music at night.',
    'The complaint names Amina Test.',
  ])
  expect(row).toMatchObject({ answer: 'found', found: 3 })
  // Nobody's record was looked at, and one row says that all were looked through.
  expect(await looksAt(all, neighbour.person)).toEqual(before)
  const told = await rows(`select detail, subjects from evidence where subject = $1 and kind = 'search' and detail ? 'people'`, [id])
  expect(told).toEqual([{ subjects: null, detail: expect.objectContaining({ people: 2, found: 3 }) }])
  expect(JSON.stringify(told)).not.toContain(neighbour.person)
  // The person is told that such records are searched, and neither how many nor what was found.
  const certified = { edition: released.edition, reference: 'R-1', rows: look.places.flatMap((place) => place.row ?? []), identifiers: [] }
  const ours = JSON.stringify(certificateOf(certified, 'us'))
  expect(ours).toContain(
    'in the records of 2 people looked through for their names: contacts, objections, holds, information shared, support contacts.',
  )
  const theirs = JSON.stringify(certificateOf(certified, 'person'))
  expect(theirs).not.toContain('in the records of people around them')
  expect(theirs).toContain('neighbours of the same time')
  // Again, it is kept once, as it stands now.
  expect(await search.now(officer, id)).toEqual({ ok: true })
  expect(await rows('select from rights_find')).toHaveLength(3)
  const stored = JSON.stringify(await rows('select row_to_json(r)::text as whole from rights_find r'))
  for (const word of ['Amina', 'Ned', 'music', 'neighbour']) expect(stored).not.toContain(word)
})

test('tells nobody of a safety alert about somebody else, in whatever words of it they are named', async () => {
  const [asker, neighbour] = [await putPerson(on), await named('Ned')]
  await putItem(on, cautionaryAlert, {
    ...{ activity: 'tenancy-management', collectedOn: today, person: neighbour.person, keys: deps.keys },
    values: {
      ...{
        code: 'visit-in-pairs',
        since: '2026-11-01',
        reviewBy: '2027-05-01',
        decidedBy: 'Dee Marsh',
        decidedOn: '2026-11-01',
        told: 'not-told',
      },
      ...{
        why: 'He threatened Amina Test at number 6.',
        notToldWhy: 'Amina Test asked us not to.',
        answer: 'Amina Test made it up.',
        endedOn: null,
      },
    },
  })
  const { texts, row, look } = await searchedFor(asker.person)
  expect(texts).toEqual([])
  expect(row).toMatchObject({ answer: 'nothing-held', found: 0 })
  expect(row?.words).toContain(
    'Not looked through: safety alerts, since a word of one would tell that there is a warning about somebody else.',
  )
  const certified = { edition: released.edition, reference: 'R-1', rows: look.places.flatMap((place) => place.row ?? []), identifiers: [] }
  expect(JSON.stringify(certificateOf(certified, 'person'))).not.toContain('warning about somebody else')
})

test('finds somebody by their whole name although a neighbour has the same', async () => {
  const [asker, neighbour] = [await putPerson(on), await putPerson(on)]
  await contact(neighbour.person, 'Amina Test from the end house was rude.')
  expect((await searchedFor(asker.person)).texts).toEqual(['Amina Test from the end house was rude.'])
})

test('says that nothing was found, and what a hold closed', async () => {
  const [asker, neighbour] = [await putPerson(on), await named('Ned')]
  const noted = await contact(neighbour.person, 'Amina Test plays music at night.')
  const covering = { reason: 'complaint', details: null, recordType: 'contact-log', itemId: noted }
  await putItem(on, hold, {
    ...{ activity: 'complaints-handling', collectedOn: today, person: neighbour.person, values: covering, keys: deps.keys },
  })
  const { row, texts } = await searchedFor(asker.person)
  expect(texts).toEqual([])
  expect(row).toMatchObject({ answer: 'nothing-held', found: 0 })
  expect(row?.words).toContain('1 item is on hold')
})

test('goes through words that anybody wrote freely, of no special category', () => {
  expect(textsOfOthers.map(({ part, fields }) => `${part.type.name}: ${fields.join(', ')}`)).toMatchInlineSnapshot(`
    [
      "contact-log: topic, summary, promised",
      "call-recording: route",
      "objection: reason",
      "hold: details",
      "share: why, question, wishesWhy, viewWhy, againstViewWhy, victimToldWhy, cameBack, outcomeWhy, showWhy",
      "support-contact: cameBack",
    ]
  `)
})
