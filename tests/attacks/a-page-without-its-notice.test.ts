import { afterAll, describe, expect, test } from 'vitest'
import { placeHold } from '#duties/holds/holds.ts'
import { askable, checkIdentity } from '#duties/identity/check.ts'
import { inbox } from '#duties/inbox/inbox.ts'
import { leftWithout } from '#main/editions/left-without.ts'
import { roles } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { changed, editionOf, livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putPerson, putRecording } from '../support/people.ts'
import { deskSite } from '../web/desk-site.ts'

const clock = () => noon

describe.each(['city-trust', 'harbour-homes', 'moor-coop'])(
  'under the notice of %s, which lets no message be taken in',
  async (landlord) => {
    const on = await testDatabase()
    const released = await editionOf(`tests/landlords/${landlord}`)
    const { deps, gate } = await testGate(on, released)
    const site = await deskSite({ deps: deps, gate }, released, inbox(deps))
    afterAll(site.close)
    const visitor = await site.as(colleague(...roles))

    test('the contact page says where to turn, and offers no form that cannot be sent', async () => {
      const { status, html } = await visitor.open('/contact')
      expect(status).toBe(200)
      expect(html).toContain('We cannot take messages on this site')
      expect(html).toContain(released.edition.landlord.contacts.dataProtection.email)
      expect(html).not.toContain('action="/contact"')
    })

    test('the page for unclear words gives the address for them', async () => {
      const { status, html } = await visitor.open('/feedback')
      expect(status).toBe(200)
      expect(html).toContain(`mailto:${released.edition.landlord.contacts.wording.email}`)
      expect(html).not.toContain('action="/feedback"')
    })

    test('a message that is sent all the same is refused in words, and whoever wrote it still has it', async () => {
      // The form of another page of ours, kept open since the notice was another.
      const answer = await visitor.send('/desk', { text: 'My letter went next door', name: 'Amina', contact: 'a letter' }, '/contact')
      expect(answer.status).toBe(403)
      const html = await answer.text()
      expect(html).toContain('My letter went next door')
      expect(html).toContain('It has not been sent')
    })

    test('a check of who calls asks for nothing that nobody may compare, counts no try, and is refused with a reason', async () => {
      const { person } = await putPerson(on)
      expect(askable(released.edition, roles)).toEqual([])
      const { status, html } = await visitor.open(`/desk/people/${person}/identity`)
      expect(status).toBe(200)
      expect(html).toContain('you cannot check anybody here')
      expect(html).not.toContain('name="born"')
      const heard = { born: '4 3 1981', postcode: 'EX5 2FZ', reference: '204417' }
      for (let tries = 0; tries < 5; tries += 1)
        expect(await checkIdentity({ ...deps, gate }, colleague(...roles), person, heard)).toMatchObject({ ok: false })
      expect(await on.asAdmin((admin) => admin.query('select from identity_check where person_id = $1', [person]))).toEqual([])
    })

    test('the check of the notice tells what it leaves without', () => {
      const without = leftWithout(released.edition, clock).map(({ where }) => where)
      expect(without).toEqual(
        expect.arrayContaining(['the forms on `/contact` and `/your-copy`', 'the form on `/feedback`', 'identity checks at the desk']),
      )
    })
  },
)

describe('under a notice that no longer has a source', async () => {
  const on = await testDatabase()
  const released = changed(await livewest(), (edition) => ({
    ...edition,
    activities: edition.activities.map((entry) => ({ ...entry, sources: entry.sources.filter((source) => source !== 'colleague') })),
  }))
  const { deps, gate } = await testGate(on, released)

  test('a hold is refused with the reason, and nothing is half placed', async () => {
    const { person } = await putPerson(on)
    const recording = await putRecording(on, person, '2026-11-02')
    const opened = await gate.open(colleague('complaints-officer'), { activity: 'complaints-handling', person, because: 'case' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const placing = {
      type: 'call-recording',
      item: recording,
      kind: 'complaint',
      why: 'A complaint',
      reviewOn: Temporal.PlainDate.from('2027-01-04'),
    } as const
    expect(await placeHold(deps, opened, colleague('complaints-officer'), placing)).toMatchObject({
      ok: false,
      why: 'refused',
      refusal: { reasons: [{ code: 'source-not-in-activity' }] },
    })
    expect(await on.asAdmin((admin) => admin.query('select from hold'))).toEqual([])
  })
})

test('LiveWest’s own notice leaves nothing out', async () => {
  expect(leftWithout((await livewest()).edition, clock)).toEqual([])
})
