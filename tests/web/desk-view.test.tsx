import { describe, expect, test } from 'vitest'
import { activitiesFor } from '#duties/openings/activities.ts'
import { type DeskActivity, isDeskActivity, openView, viewFor } from '#duties/openings/view.ts'
import type { RecordPart } from '#gate/record-part.ts'
import { ceilingOf } from '#notice/ceiling.ts'
import type { Role } from '#notice/vocabulary.ts'
import { consent } from '#records/consent/consent.ts'
import { everyPart } from '#records/every-part.ts'
import { Page, renderPage } from '#web/components/page.tsx'
import { drawnOnRecord } from '#web/desk/desk.ts'
import { deskFrame } from '#web/desk/frame.tsx'
import { Sections } from '#web/desk/record/sections.tsx'
import { closedParts, inPlainWords } from '#web/desk/record/view-in-words.ts'
import { lookOf } from '#web/look.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, today } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putItem } from '../support/items.ts'
import { putContactDetail, putHold, putObjection, putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const released = await livewest()
const { edition } = released
const { gate, deps } = await testGate(on, released)
const editions = { current: () => released, list: () => [], get: () => released }

async function wholePerson(): Promise<string> {
  const { person } = await putPerson(on)
  await putContactDetail(on, person)
  const recording = await putRecording(on, person, '2026-10-02')
  await putRecording(on, person, '2026-11-02')
  await putHold(on, person, 'call-recording', recording, deps.keys)
  await putHold(on, person, 'contact-detail', null, deps.keys)
  const answered = {
    forActivity: 'marketing',
    answer: 'given',
    wording: 'May we write to you?',
    answeredAt: '2026-01-05T09:00:00Z',
    how: 'web-form',
  }
  const collectedOn = Temporal.PlainDate.from('2026-01-05')
  await putItem(on, consent, { activity: 'marketing', collectedOn, person, values: answered, keys: deps.keys })
  await putObjection(on, person, { kind: 'objection', against: 'research', decision: 'waiting', ended: null })
  return person
}

/** The words of the record's page, as a colleague reads them. */
async function page(
  who: ReturnType<typeof colleague>,
  activity: DeskActivity,
  vouched: readonly ('special-category-reason' | 'private-setting')[],
) {
  const person = await wholePerson()
  const sections = await openView(gate, edition, who, { activity, person, because: 'case', vouched })
  if (!sections.ok) throw new Error(JSON.stringify(sections.refusal))
  const asking = { edition, colleague: who, activity }
  const shown = inPlainWords(sections.sections, asking, today)
  const html = renderPage(
    <Page frame={deskFrame({ editions, look: lookOf('') })} title="Record">
      <Sections
        sections={shown}
        closed={closedParts(shown, asking)}
        ways={{ at: '/desk/openings/o', person, reason: 'case' }}
        drawn={drawnOnRecord}
      />
    </Page>,
  )
  const main = html.slice(html.indexOf('class="app-record"'), html.indexOf('<footer'))
  return main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

describe('what a record shows', () => {
  const open = edition.activities.flatMap(({ id }) => (isDeskActivity(id) ? [id] : []))

  test.each(open)('for %s is everything of a person that its ceiling and the edition have, and nothing else', (activity) => {
    const entry = edition.activities.find((each) => each.id === activity)
    const wanted = everyPart.filter(
      (part) => part.type.tie.isOnRecord && ceilingOf(activity)?.has(part.category) && entry?.categories.includes(part.category),
    )
    const names = (list: readonly Pick<RecordPart, 'type' | 'category'>[]) =>
      list.map((part) => `${part.type.name} ${part.category}`).toSorted()
    expect(names(viewFor(edition, activity))).toEqual(names(wanted))
  })

  test('a complaints officer sees what the notice gives the complaint, the facts of recordings included, once alone', async () => {
    const words = await page(colleague('complaints-officer'), 'complaints-handling', ['special-category-reason', 'private-setting'])
    for (const said of ['Contact details', 'Tenancy or lease', 'Call recordings', '1 minute', 'Incoming', 'Holds'])
      expect(words).toContain(said)
    // TC4: the one on hold stays closed, and is said to be there.
    expect(words).toContain('Closed to you 1 more item is held.')
    expect(words).toContain(
      'Nothing is recorded under: support needs, contacts with us, rent account, rent charges and payments, shared with others, pictures,',
    )
  })

  test('what is closed until something is said leads to where it is said', async () => {
    const words = await page(colleague('complaints-officer'), 'complaints-handling', [])
    expect(words).toMatch(/Call recordings Closed to you It has not been confirmed that nobody else can hear or see this/)
    expect(words).toMatch(/Support needs Closed to you .*Open the record again and give a reason/)
  })

  test('what is closed to the role is named, with who can', async () => {
    const words = await page(colleague('team-leader'), 'complaints-handling', ['private-setting'])
    expect(words).toMatch(/(rent account|Rent account)[^.]* Closed to you .*This role \(Team leader\) has no access/i)
  })

  test('no page of it shows an id or a code', async () => {
    const words = await page(colleague('data-protection-officer'), 'rights-requests', ['special-category-reason', 'private-setting'])
    for (const said of [
      'News about homes for sale',
      'They agreed',
      'Customer research',
      'Not decided yet',
      'One call recording',
      'All contact details',
      'A complaint was raised, or is likely',
      'Web form',
    ])
      expect(words).toContain(said)
    expect(words).not.toMatch(
      /[0-9a-f]{8}-[0-9a-f]{4}|\b[a-z]+_[a-z]+\b|(?<!said no to )marketing|call-recording\b|web-form|special-category/,
    )
  })
})

describe('what a colleague can be doing', () => {
  const titles = (...roles: readonly Role[]) => activitiesFor(deps, colleague(...roles)).map(({ id }) => id)

  test('every activity that opens something of a person to the role is offered', () => {
    expect(titles('complaints-officer')).toEqual(['complaints-handling', 'ombudsman-scheme'])
    expect(titles('data-protection-officer')).toEqual(['rights-requests'])
    expect(titles('customer-service-adviser')).toEqual(['contact-handling', 'call-recording'])
    expect(titles('senior-manager')).toContain('call-quality')
    expect(titles('system-administrator')).toEqual([])
  })

  test('the check of who somebody is opens no record, for it asks what the record says', () => {
    expect(isDeskActivity('identity-verification')).toBe(false)
  })
})
