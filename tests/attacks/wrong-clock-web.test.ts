import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { databaseSentForms } from '#duties/browsers/sent-forms.ts'
import { databaseSessions } from '#duties/browsers/sessions.ts'
import { databaseTries, type Tries } from '#duties/browsers/tries.ts'
import { placeWait } from '#duties/retention/wait.ts'
import { roleName } from '#store/role-names.ts'
import { memoryTries } from '#web/tries.ts'
import { testDatabase } from '../support/database.ts'
import { noon } from '../support/edition.ts'
import { exampleSite } from '../web/example-site.ts'

const on = await testDatabase()
const in2030 = Temporal.Instant.from('2030-01-01T12:00:00Z')
let now = noon
const clock = () => now

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  now = noon
  vi.restoreAllMocks()
  for (const close of closing.splice(0)) await close()
  await on.asAdmin((admin) => admin.query('truncate deletion_wait, deletion_wait_item, session, sent_form, few_tries'))
})

/** All deletion waits, since the clock leapt. */
const notBelieved = () =>
  on.database.transaction(roleName(on.schema, 'sweeper'), (session) =>
    placeWait(session, { cause: 'clock-gap', since: in2030, believed: noon }, null),
  )
const rowsOf = async (table: 'session' | 'sent_form' | 'few_tries') =>
  (await on.asAdmin((admin) => admin.query(`select from ${table}`))).length

describe('after a clock that leapt years ahead has come back', () => {
  test('whoever tried meanwhile has their few tries anew, and is not sent away for years', async () => {
    const tries = databaseTries(on.database, clock, 'secret')
    now = in2030
    for (let each = 0; each < 30; each++) await tries.count('contact', 'an office', 60)
    await tries.count('contact', 'somebody else', 60)
    now = noon
    expect(await tries.count('contact', 'an office', 60)).toEqual({ tries: 1, left: 60 })
    expect(await tries.count('contact', 'an office', 60)).toEqual({ tries: 2, left: 60 })
    // What was counted of others by that clock is forgotten with the next count that begins.
    expect(await rowsOf('few_tries')).toBe(1)
  })

  test('tries counted by a clock a few minutes ahead still count, and nobody is sent away for longer than their time', async () => {
    const tries = databaseTries(on.database, clock, 'secret')
    now = noon.add({ minutes: 4 })
    await tries.count('contact', 'an office', 60)
    now = noon
    expect(await tries.count('contact', 'an office', 60)).toEqual({ tries: 2, left: 60 })
  })

  test('a process that counts by itself never asks that clock', async () => {
    const tries = memoryTries()
    const leap = vi.spyOn(Date, 'now').mockReturnValue(in2030.epochMilliseconds)
    await tries.count('contact', 'an office', 60)
    leap.mockReturnValue(noon.epochMilliseconds)
    expect((await tries.count('contact', 'an office', 60)).left).toBeLessThanOrEqual(60)
  })

  test('whoever is over the bound is let in again after its minute, whatever was counted', async () => {
    const tries: Tries = { count: async () => ({ tries: 1_000, left: 31_536_000 }) }
    const { app } = exampleSite({ tries })
    closing.push(async () => app.close())
    const answer = await app.inject({ method: 'POST', url: '/contact', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60)
  })

  test('an address that asked for pages meanwhile is answered as ever', async () => {
    const { app } = exampleSite({ limits: { address: 2 } })
    closing.push(async () => app.close())
    const ask = async () => (await app.inject('/notice')).statusCode
    const leap = vi.spyOn(Date, 'now').mockReturnValue(in2030.epochMilliseconds)
    const before = performance.now()
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    leap.mockReturnValue(noon.epochMilliseconds)
    const waited = vi.spyOn(performance, 'now').mockReturnValue(before + 61_000)
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    waited.mockRestore()
  })

  test('a sign-in made meanwhile is over, and one made now lasts as it should', async () => {
    const sessions = databaseSessions(on.database, clock)
    const [then, today] = [randomUUID(), randomUUID()]
    now = in2030
    await sessions.write(then, '{}', now.add({ hours: 12 }))
    expect(await sessions.read(then)).toBe('{}')
    now = noon
    expect(await sessions.read(then)).toBeUndefined()
    await sessions.write(today, '{}', now.add({ hours: 12 }))
    // Set right by a minute, nobody is signed out.
    now = noon.subtract({ minutes: 1 })
    expect(await sessions.read(today)).toBe('{}')
  })
})

describe('while the clock is not believed', () => {
  test('a colleague who signs out ends nobody else’s sign-in', async () => {
    const sessions = databaseSessions(on.database, clock)
    const [mine, theirs] = [randomUUID(), randomUUID()]
    for (const id of [mine, theirs]) await sessions.write(id, '{}', noon.add({ hours: 12 }))
    now = in2030
    await notBelieved()
    await sessions.remove(mine)
    now = noon
    expect([await sessions.read(mine), await sessions.read(theirs)]).toEqual([undefined, '{}'])
  })

  test('that a form was taken is not forgotten, and it is once the clock is believed', async () => {
    await on.asAdmin((admin) =>
      admin.query(`insert into sent_form (id_hash, sending, held_until, acted, expires_at) values ('taken', $1, now(), true, now())`, [
        randomUUID(),
      ]),
    )
    await notBelieved()
    expect(await databaseSentForms(on.database).begin('another')).toMatchObject({ begun: true })
    expect(await databaseSentForms(on.database).begin('taken')).toEqual({ begun: false, why: 'taken' })
    await on.asAdmin((admin) => admin.query(`update deletion_wait set confirmed_at = now(), confirmed_by = 'system:operator'`))
    await databaseSentForms(on.database).begin('a third')
    expect(await rowsOf('sent_form')).toBe(2)
  })
})
