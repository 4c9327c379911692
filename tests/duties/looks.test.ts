import { expect, test } from 'vitest'
import { looksOf } from '#duties/openings/looks.ts'
import type { Visit } from '#evidence/read.ts'

function visit(of: Partial<Visit>): Visit {
  return {
    opening: null,
    at: '2026-03-02T09:00:00Z',
    actor: 'colleague:a',
    role: 'contact-adviser',
    activity: 'identity-verification',
    kinds: ['read'],
    seen: [],
    compared: [],
    refused: [],
    shared: [],
    ...of,
  }
}

test('a check of who is calling is told as one look, with all that it compared', () => {
  const looks = looksOf([
    visit({ at: '2026-03-02T09:00:00.020Z', kinds: ['decision'] }),
    visit({ at: '2026-03-02T09:00:00.010Z', compared: ['tenure'] }),
    visit({ compared: ['personal-details'] }),
  ])
  expect(looks).toHaveLength(1)
  expect(looks[0]).toMatchObject({ seen: [], compared: ['personal-details', 'tenure'], at: '2026-03-02T09:00:00Z' })
})

test('two checks a minute apart, two colleagues, and two openings stay apart', () => {
  const later = '2026-03-02T09:01:00Z'
  expect(looksOf([visit({ at: later }), visit({})])).toHaveLength(2)
  expect(looksOf([visit({ actor: 'colleague:b' }), visit({})])).toHaveLength(2)
  expect(looksOf([visit({ opening: 'one' }), visit({ opening: 'two' })])).toHaveLength(2)
})
