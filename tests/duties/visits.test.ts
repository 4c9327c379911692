import { describe, expect, test } from 'vitest'
import { alarms } from '#duties/visits/alarms.ts'
import { rollCall } from '#duties/visits/roll-call.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { entry } from '../support/visits.ts'

const on = await testDatabase()
const at = await testGate(on, await livewest())
const deps = { ...at.deps, gate: at.gate }
const book = visitBook(deps)
const receptionist = colleague('receptionist')
const warden = colleague('fire-warden')

async function signedIn(more: Parameters<typeof entry>[0] = {}) {
  const answer = await book.signInByColleague(receptionist, 'exeter', entry(more))
  if (!answer.ok) throw new Error(`not signed in: ${JSON.stringify(answer)}`)
  return answer
}

describe('signing in and out', () => {
  test('a visitor signs in at reception, is inside, and signs out with their badge once', async () => {
    const { badge, code } = await signedIn()
    expect(await book.badge(badge)).toMatchObject({ state: 'inside', since: noon })
    expect(await book.badge(code.toLowerCase().replace('-', ' '))).toMatchObject({ state: 'inside' })
    const inside = await book.inside(receptionist, 'exeter')
    expect(inside).toMatchObject({
      ok: true,
      visits: [{ name: 'Ada Quince', host: 'Dee Marsh', registration: 'AB12 CDE', by: 'Dee Marsh' }],
    })
    expect(await book.signOutByBadge(code)).toEqual({ ok: true })
    expect(await book.badge(badge)).toEqual({ state: 'left' })
    expect(await book.signOutByBadge(badge)).toEqual({ ok: false, why: 'left' })
    expect(await book.inside(receptionist, null)).toEqual({ ok: true, visits: [] })
  })

  test('in an alarm the warden sees who is inside and who needs help', async () => {
    const call = rollCall(deps)
    await signedIn({ name: 'Zoë Ash', needsHelp: true })
    await signedIn({ name: 'Bo Birch' })
    expect(await call.list(warden, 'exeter')).toEqual({ ok: false, why: 'no-alarm' })
    const declared = await alarms(deps).declare(warden, 'exeter')
    expect(declared).toMatchObject({ ok: true })
    expect(await call.list(warden, 'exeter')).toMatchObject({
      ok: true,
      inside: [
        { name: 'Zoë Ash', needsHelp: true },
        { name: 'Bo Birch', needsHelp: false },
      ],
    })
  })
})
