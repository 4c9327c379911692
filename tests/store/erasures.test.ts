import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { erasureLog, mergeErasures } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { personKeys } from '#store/keys.ts'
import { roleName } from '#store/role-names.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'

const on = await testDatabase()
// Publishing lets the keys' own role see who is still held.
await testGate(on, await livewest())
const folder = await mkdtemp(join(tmpdir(), 'assured-erasures-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => {
  files += 1
  return join(folder, 'evidence', `${files}.log`)
}
const logOf = (file: string) => erasureLog(file, () => noon)
const key = (person = randomUUID()) => ({ kind: 'key', person }) as const
const at = noon.toString()

describe('the log of erasures', () => {
  test('tells what was erased and when, to its owner alone', async () => {
    const file = newFile()
    const [person, item] = [key(), { kind: 'item', type: 'contact-log', id: randomUUID(), at: '2026-11-20T08:00:00Z' } as const]
    await logOf(file).note([person, item])
    expect(await logOf(file).read()).toEqual([{ ...person, at }, item])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('a line that a crash cut short is passed over, and what is noted after it is not lost', async () => {
    const file = newFile()
    const [first, second] = [key(), key()]
    await logOf(file).note([first])
    await appendFile(file, '{"kind":"key","person":"3f0c')
    expect(await logOf(file).read()).toEqual([{ ...first, at }])
    await logOf(file).note([second])
    expect(await logOf(file).read()).toEqual([
      { ...first, at },
      { ...second, at },
    ])
  })

  test('a whole line that is no erasure stops everything, and tells nobody’s id', async () => {
    const file = newFile()
    await logOf(file).note([key()])
    await appendFile(file, `{"kind":"key","person":"${randomUUID()}"}\n`)
    const fault = await logOf(file)
      .read()
      .catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'erasures-unreadable' })
    expect(String(fault)).not.toMatch(/[0-9a-f]{8}-/)
  })

  test('many who note at once lose nothing', async () => {
    const file = newFile()
    const people = Array.from({ length: 60 }, () => key())
    await Promise.all(people.map((person) => logOf(file).note([person])))
    expect(new Set((await logOf(file).read()).map((each) => JSON.stringify(each)))).toEqual(
      new Set(people.map((person) => JSON.stringify({ ...person, at }))),
    )
  })

  test('two logs become one, each line once', async () => {
    const [file, other] = [newFile(), newFile()]
    const [mine, both, its] = [key(), key(), key()]
    await logOf(file).note([mine, both])
    await logOf(other).note([both, its])
    await mergeErasures(file, await readFile(other, 'utf8'))
    expect(await logOf(file).read()).toEqual([mine, both, its].map((each) => ({ ...each, at })))
  })
})

describe('a person’s key', () => {
  const place = { table: 'contact_log', row: randomUUID(), category: 'contact-log' }

  test('is noted as erased at an instant by the clock that dated the key', async () => {
    const file = newFile()
    const keys = personKeys(on.database, await fileKeyProvider(join(on.data, 'keys', 'kek')), logOf(file))
    const person = randomUUID()
    await keys.seal(person, place, { words: 'The lift is broken' })
    const [made] = await on.asAdmin((admin) => admin.query<{ made_at: string }>('select made_at from person_key'))
    await keys.erase(person)
    await keys.erase(person)
    const noted = await logOf(file).read()
    expect(noted).toMatchObject([{ kind: 'key', person }])
    expect(String(noted[0]?.at) > String(made?.made_at)).toBe(true)
  })

  test('seals little and much to the same length, and opens to what was written and no more', async () => {
    const keys = personKeys(on.database, await fileKeyProvider(join(on.data, 'keys', 'kek')), logOf(newFile()))
    const person = randomUUID()
    const length = { empty: 12, exactly: 256 }
    const written = ['', ' ', 'é'.repeat(20), 'x'.repeat(length.exactly - length.empty), 'x'.repeat(length.exactly - length.empty + 1)]
    const blobs = await Promise.all(written.map((words) => keys.seal(person, place, { words })))
    expect(blobs.map((blob) => blob.length - 40)).toEqual([256, 256, 256, 256, 512])
    const opened = await Promise.all(blobs.map((blob) => keys.unseal(person, place, blob)))
    expect(opened).toEqual(written.map((words) => ({ words })))
    const [first, second] = blobs
    const openers = await keys.unsealers([person, null, randomUUID(), person])
    expect(openers.map((opener) => opener !== null)).toEqual([true, false, false, true])
    expect(openers.map((opener, at) => opener?.(place, (at === 0 ? first : second) ?? Buffer.alloc(0)).words)).toEqual([
      '',
      undefined,
      undefined,
      ' ',
    ])
  })

  test('is not erased when that cannot be noted', async () => {
    const noting = { note: () => Promise.reject(new Error('the disk is full')) }
    const keys = personKeys(on.database, await fileKeyProvider(join(on.data, 'keys', 'kek')), noting)
    const person = randomUUID()
    const blob = await keys.seal(person, place, { words: 'The lift is broken' })
    await expect(keys.erase(person)).rejects.toThrow('the disk is full')
    expect(await keys.unseal(person, place, blob)).toEqual({ words: 'The lift is broken' })
  })

  test('of one who left long ago is noted too, when the sweep erases it', async () => {
    const file = newFile()
    const keys = personKeys(on.database, await fileKeyProvider(join(on.data, 'keys', 'kek')), logOf(file))
    const person = randomUUID()
    await keys.seal(person, place, { words: 'The lift is broken' })
    await on.asAdmin((admin) => admin.query(`update person_key set made_at = now() - interval '2 days' where person_id = $1`, [person]))
    expect(await keys.eraseLeavers()).toBe(1)
    expect(await logOf(file).read()).toMatchObject([{ kind: 'key', person }])
  })

  test('is not erased under the hands of whoever stores somebody who came back', async () => {
    const provider = await fileKeyProvider(join(on.data, 'keys', 'kek'))
    const [storing, sweeping] = [personKeys(on.database, provider, logOf(newFile())), personKeys(on.database, provider, logOf(newFile()))]
    const person = randomUUID()
    await storing.seal(person, place, { words: 'The lift is broken' })
    await on.asAdmin((admin) => admin.query(`update person_key set made_at = now() - interval '2 days' where person_id = $1`, [person]))
    let erasing: Promise<number> | undefined
    const role = roleName(on.schema, 'activity', 'tenancy-management')
    const blob = await on.database.transaction(role, async (session) => {
      await storing.storing(session, [person])
      erasing = sweeping.eraseLeavers()
      await new Promise((resolve) => setTimeout(resolve, 200))
      await session.query(
        `insert into person (id, activity, source, collected_at, edition, first_name, last_name)
          values ($1, 'tenancy-management', 'the-person', now(), 'x', 'Ada', 'Marsh')`,
        [person],
      )
      return storing.seal(person, place, { words: 'The lift works' })
    })
    expect(await erasing).toBe(0)
    expect(await sweeping.unseal(person, place, blob)).toEqual({ words: 'The lift works' })
  })

  test('that another process erased is made anew, where it was still remembered', async () => {
    const provider = await fileKeyProvider(join(on.data, 'keys', 'kek'))
    const [storing, sweeping] = [personKeys(on.database, provider, logOf(newFile())), personKeys(on.database, provider, logOf(newFile()))]
    const person = randomUUID()
    const before = await storing.seal(person, place, { words: 'The lift is broken' })
    await sweeping.erase(person)
    const role = roleName(on.schema, 'activity', 'tenancy-management')
    const blob = await on.database.transaction(role, async (session) => {
      await storing.storing(session, [person])
      return storing.seal(person, place, { words: 'The lift works' })
    })
    expect(await sweeping.unseal(person, place, blob)).toEqual({ words: 'The lift works' })
    await expect(sweeping.unseal(person, place, before)).rejects.toMatchObject({ code: 'sealed-not-opened' })
  })
})
