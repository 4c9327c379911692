import { expect, test } from 'vitest'
import type { Circumstance } from '#notice/vocabulary.ts'
import { decided } from '../support/decided.ts'
import { livewest } from '../support/edition.ts'

const released = await livewest()
const ask = (...present: readonly Circumstance[]) =>
  decided(released, {
    who: { recipient: 'private-landlord' },
    act: 'share',
    activity: 'support-signposting',
    categories: ['contact-details'],
    circumstances: new Set(present),
  })

test('where nothing else lets us share, you are asked first', () => {
  expect(ask('assessment-in-date')).toMatchObject({ outcome: 'needs-consent', reasons: [{ code: 'lacks-consent' }], basis: 'consent' })
})

test('your yes lets us, and your no stops us', () => {
  expect(ask('consent', 'assessment-in-date')).toMatchObject({ outcome: 'permitted', basis: 'consent' })
  expect(ask('consent-refused', 'assessment-in-date')).toMatchObject({ outcome: 'refused' })
})
