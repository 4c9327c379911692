import { beforeEach, describe, expect, test } from 'vitest'
import { stateOf } from '#duties/cases/case-kind.ts'
import { identified, isOfNobody, settled } from '#duties/rights/identified.ts'
import { rightsRequestsOf, type StepValues } from '#duties/rights/requests.ts'
import { textsToRead } from '#duties/rights/review/texts.ts'
import { type RightsState, rightsCase } from '#duties/rights/rights-case.ts'
import { rightsSearchOf } from '#duties/rights/search/search.ts'
import { kept, type Step } from '#duties/rights/steps.ts'
import type { EditionActivity } from '#notice/edition.ts'
import type { Category } from '#notice/vocabulary.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { message } from '#records/message/message.ts'
import { unlinkedCall } from '#records/unlinked-call/unlinked-call.ts'
import { visit } from '#records/visit/visit.ts'
import { testDatabase } from '../support/database.ts'
import { changed, livewest, noon, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putPerson } from '../support/people.ts'
import { logLetter, ok, takeStep } from '../support/rights.ts'

const on = await testDatabase()
const released = await livewest()
const { deps, gate, setNow, publish } = await testGate(on, released)
const all = { ...deps, gate }
const [requests, search] = [rightsRequestsOf(all), rightsSearchOf(all)]
const officer = colleague('data-protection-officer')
const rows = (text: string) => on.asAdmin((admin) => admin.query(text))

const tables = ['rights_find', 'rights_text', 'rights_search', 'rights_request', 'task', 'message', 'unlinked_call', 'visit', 'contact_log']
beforeEach(async () => {
  setNow(noon)
  await rows([...tables, 'contact_detail', 'household_member', 'person'].map((table) => `delete from ${table}`).join('; '))
})

const zenobia = { name: 'Zenobia Quill', otherNames: 'Zen Larkspur', contact: 'zenobia@example.org' }
const gave = { otherNames: zenobia.otherNames, homesGiven: '6 Alder Court, EX5 2FZ', numbersGiven: '07700 900 417\nzenobia@example.org' }

const step = (id: string, what: Step, values: StepValues = {}) => takeStep({ deps, gate }, officer, id, what, { values })
const looked = async (id: string) => ok(await search.look(officer, id))
const rowAt = async (id: string, place: string) => {
  const row = (await looked(id)).places.find((each) => each.place === place)?.row
  if (row == null) throw new Error(`${place} was not asked`)
  return row
}

/** A request of somebody who is not on file, which is searched by what they gave. */
async function named(): Promise<string> {
  const id = await logLetter({ deps, gate }, officer, zenobia)
  ok(await step(id, 'named', gave))
  return id
}

async function searched(): Promise<string> {
  const id = await named()
  ok(await search.now(officer, id))
  return id
}

async function answer(
  id: string,
  place: string,
  given: { readonly answer: 'found' | 'nothing-held' | 'not-known'; readonly found?: number },
) {
  const { version, id: item } = await rowAt(id, place)
  ok(await search.answer(officer, id, { item, version }, { found: null, words: 'Looked.', isSilent: false, ...given }))
}

const namedIn = ['person', 'household-member', 'visit', 'message', 'rights-request', 'unlinked-call', 'notice-reader']
const byName = namedIn.map((type) => `by-name:${type}`)

describe('a request of somebody who is not on file', () => {
  test.each<[RightsState, readonly Step[], boolean]>([
    ['received', [], false],
    ['doubted', ['identity-asked'], false],
    ['settled', ['identity-asked', 'named'], true],
    ['settled', ['named', 'named'], true],
    ['unpaid', ['named', 'fee-asked'], true],
    ['paused', ['named', 'meaning-asked'], true],
    ['searched', ['named', 'searched'], true],
    ['read', ['named', 'searched', 'read'], true],
    ['made', ['named', 'searched', 'read', 'made'], true],
    ['settled', ['named', 'searched', 'named'], true],
    ['closed', ['named', 'searched', 'read', 'made', 'delivered'], false],
    ['closed', ['named', 'withdrawn'], false],
    ['settled', ['identified'], false],
    ['made', ['identified', 'searched', 'read', 'made'], false],
  ])('is %s after %j; whether what is held is looked for then: %s', async (state, steps, isLookedFor) => {
    const { request } = ok(await requests.look(officer, await logLetter({ deps, gate }, officer, zenobia)))
    const row = { ...request, steps: kept(steps.map((what) => ({ what, on: '2026-11-23', by: 'Dee Marsh' }))) }
    expect(stateOf(rightsCase, rightsCase.events(row))).toBe(state)
    // Nobody on file is named here, so a request that was not taken for one of nobody is none to be searched.
    const open = settled(row)
    expect([open !== null && isOfNobody(open), identified(row)]).toEqual([isLookedFor, null])
  })

  test('is searched, read and answered once it is known who asks, and is never taken for one about a person', async () => {
    const id = await logLetter({ deps, gate }, officer, zenobia)
    const row = async () => ok(await requests.look(officer, id)).request
    expect([settled(await row()), identified(await row())]).toEqual([null, null])
    expect(await search.now(officer, id)).toEqual({ ok: false, why: 'unidentified' })
    ok(await step(id, 'named', gave))
    const request = settled(await row())
    expect([request !== null && isOfNobody(request), identified(await row())]).toEqual([true, null])
    expect(await step(id, 'searched')).toEqual({ ok: false, why: 'unsearched' })
  })

  test('is not turned into one about nobody, or about somebody else, once it is about a person on file', async () => {
    const [one, other] = [await putPerson(on), await putPerson(on)]
    const id = await named()
    ok(await step(id, 'identified', { ofPerson: one.person }))
    expect(await step(id, 'named', gave)).toEqual({ ok: false, why: 'stale' })
    expect(await step(id, 'identified', { ofPerson: other.person })).toEqual({ ok: false, why: 'stale' })
    expect(identified(ok(await requests.look(officer, id)).request)?.ofPerson).toBe(one.person)
  })

  test('by somebody for another person waits for what shows that they may ask', async () => {
    const id = await logLetter({ deps, gate }, officer, { ...zenobia, askedBy: 'representative' })
    expect(await step(id, 'named', gave)).toEqual({ ok: false, why: 'unauthorised' })
  })

  test('keeps what they gave in words that nobody reads in the database', async () => {
    await searched()
    const stored = JSON.stringify(
      await rows('select row_to_json(r)::text from rights_request r union all select row_to_json(s)::text from rights_search s'),
    )
    for (const word of ['Zenobia', 'Larkspur', 'Alder', '900 417']) expect(stored).not.toContain(word)
  })

  test('has the same clock: what identity was asked for starts it as they are known, and who is found later changes nothing', async () => {
    const { person } = await putPerson(on)
    const day = (text: string) => Temporal.PlainDate.from(text)
    const id = await logLetter({ deps, gate }, officer, { ...zenobia, receivedOn: '2026-11-02' })
    const due = async () => (await rows('select answer_by::text as by from rights_request'))[0]?.by
    ok(await takeStep({ deps, gate }, officer, id, 'identity-asked', { on: day('2026-11-03') }))
    expect(await due()).toBeNull()
    ok(await takeStep({ deps, gate }, officer, id, 'named', { on: day('2026-11-10'), values: gave }))
    expect(await due()).toBe('2026-12-10')
    ok(await step(id, 'identified', { ofPerson: person }))
    expect(await due()).toBe('2026-12-10')
  })
})

describe('their search', () => {
  test('asks our own places by what they gave, and each system outside; where nothing is found, our own have answered', async () => {
    const id = await searched()
    const { places, lacking } = await looked(id)
    expect(places.map(({ place }) => place).filter((place) => !place.startsWith('system:'))).toEqual([...byName, 'others'])
    expect(lacking.length).toBeGreaterThan(3)
    expect(lacking.every(({ place }) => place.startsWith('system:'))).toBe(true)
    for (const place of [...byName, 'others']) expect([place, (await rowAt(id, place)).answer]).toEqual([place, 'nothing-held'])
    expect((await rowAt(id, 'system:finance-system')).dueOn).toBe('2026-11-30')
  })

  test.each<[string, string, () => Promise<unknown>]>([
    ['person', 'somebody of the same name', () => putPerson(on, { name: 'Zenobia Quill' })],
    ['person', 'somebody of another name that they had', () => putPerson(on, { name: 'Zen Larkspur' })],
    ['person', 'somebody with the same number', async () => putContactDetail(on, (await putPerson(on)).person, '+44 7700 900417')],
    [
      'household-member',
      'somebody of that name in a household',
      async () => {
        await putPerson(on)
        await rows(`update household_member set person_id = null, full_name = 'Miss Zenobia Quill'`)
      },
    ],
    [
      'visit',
      'a visit to an office',
      () =>
        putItem(on, visit, {
          ...{ activity: 'visitor-safety', collectedOn: today, keys: deps.keys },
          values: { name: 'Zenobia Quill', host: 'Ann', site: 'exeter', arrivedAt: '2026-11-20T09:00:00Z', signedInBy: 'Front desk' },
        }),
    ],
    [
      'message',
      'a message with their name',
      () =>
        putItem(on, message, {
          ...{ activity: 'rights-requests', collectedOn: today, keys: deps.keys },
          values: { name: 'Quill, Zenobia', contact: 'by post', reference: 'M-1', sentAt: '2026-11-20T09:00:00Z' },
        }),
    ],
    [
      'message',
      'a message with their e-mail address',
      () =>
        putItem(on, message, {
          ...{ activity: 'rights-requests', collectedOn: today, keys: deps.keys },
          values: { name: 'Z', contact: 'Zenobia@Example.org', reference: 'M-2', sentAt: '2026-11-20T09:00:00Z' },
        }),
    ],
    [
      'rights-request',
      'a request of theirs before',
      () => logLetter({ deps, gate }, officer, { ...zenobia, name: 'Zen Larkspur', otherNames: null }),
    ],
    [
      'unlinked-call',
      'a call from their number',
      () =>
        putItem(on, unlinkedCall, {
          ...{ activity: 'call-recording', collectedOn: today, keys: deps.keys },
          values: { callingNumber: '+447700900417', startedAt: '2026-11-20T09:00:00Z', direction: 'in' },
        }),
    ],
  ])('of the place %s finds %s, and waits for a colleague to say whether that is theirs', async (type, _what, put) => {
    await put()
    const id = await searched()
    const place = `by-name:${type}`
    const row = await rowAt(id, place)
    expect([row.answer, row.words]).toEqual([null, expect.stringMatching(/^Found: 1\.\n/)])
    expect((await looked(id)).lacking.map((each) => each.place)).toContain(place)
    await answer(id, place, { answer: 'nothing-held' })
    expect((await looked(id)).lacking.map((each) => each.place)).not.toContain(place)
    // What a colleague has said of the same that was found stands.
    ok(await search.now(officer, id))
    expect(await rowAt(id, place)).toMatchObject({ answer: 'nothing-held', words: expect.stringContaining('Looked.') })
  })

  test('takes nobody else for them: another name, another number, and the request itself', async () => {
    await putPerson(on, { name: 'Morwenna' })
    await logLetter({ deps, gate }, officer, { name: 'Quentin Ash', contact: '12 Hill Road' })
    const id = await searched()
    for (const place of byName) expect([place, (await rowAt(id, place)).found]).toEqual([place, 0])
  })

  test('goes through what is written in the records of whoever lives at an address that they gave, and what names them is read for the copy', async () => {
    const { person } = await putPerson(on, { name: 'Morwenna' })
    await putItem(on, contactLog, {
      ...{ activity: 'contact-handling', collectedOn: today, person, keys: deps.keys },
      values: { topic: 'Keys', summary: 'Zenobia Quill stays here until May.', promised: null },
    })
    const id = await searched()
    expect(await rowAt(id, 'others')).toMatchObject({ answer: 'found', found: 1 })
    const texts = ok(await textsToRead(all, officer, (await looked(id)).request)).texts.map(({ place, value }) => `${place}: ${value}`)
    expect(texts).toContain('rights-find: Zenobia Quill stays here until May.')
    expect(texts.every((text) => text.startsWith('rights-find'))).toBe(true)
  })

  test('does not say that nobody on file is them where the notice lets nobody look by a home', async () => {
    const closing = ({ id, colleagues, ...each }: EditionActivity): EditionActivity => {
      const open = (categories: readonly Category[]) => categories.filter((category) => id !== 'rights-requests' || category !== 'tenure')
      return { ...each, id, colleagues: colleagues.map((grant) => ({ ...grant, categories: open(grant.categories) })) }
    }
    await publish(changed(released, (edition) => ({ ...edition, activities: edition.activities.map(closing) })))
    const id = await searched()
    const words = expect.stringContaining('Not searched, because the notice closes it here: ')
    expect(await rowAt(id, 'by-name:person')).toMatchObject({ answer: 'could-not-look', words })
    expect((await rowAt(id, 'by-name:household-member')).answer).toBe('could-not-look')
    await publish(released)
  })

  test('asks the systems outside anew once more is known: who they are, or more names', async () => {
    const { person } = await putPerson(on, { name: 'Zenobia Quill' })
    const id = await searched()
    await answer(id, 'system:finance-system', { answer: 'not-known' })
    ok(await step(id, 'named', { ...gave, otherNames: 'Zen Larkspur, Zen Ash' }))
    expect(await rowAt(id, 'system:finance-system')).toMatchObject({ answer: null, dueOn: '2026-11-30' })
    await answer(id, 'system:finance-system', { answer: 'not-known' })
    ok(await step(id, 'identified', { ofPerson: person }))
    expect(await rowAt(id, 'system:finance-system')).toMatchObject({ answer: null })
    ok(await search.now(officer, id))
    const { lacking, places } = await looked(id)
    expect(places.find(({ place }) => place === 'person')?.row?.answer).toBe('found')
    expect(lacking.some(({ place }) => byName.includes(place))).toBe(false)
  })
})
