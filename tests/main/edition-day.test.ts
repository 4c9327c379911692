import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { roleName } from '#store/role-names.ts'
import { openSystem, type Running } from '../../src/main/system.ts'
import { home } from '../support/places.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-day-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  expect(text).toContain(from)
  await writeFile(file, text.replace(from, to))
}

/** Whether the floor beneath lets rent collection write contacts down. */
async function mayWrite({ parts }: Running): Promise<boolean> {
  const text = `select has_column_privilege($1, 'contact_log', 'topic', 'insert') as may`
  const writer = roleName('livewest', 'activity', 'rent-collection')
  const [row] = await parts.database.once<{ may: boolean }>(roleName('livewest', 'machinery'), text, [writer])
  return row?.may === true
}

test('an edition of a later day changes nothing until London’s midnight, and then everything, while the system runs', async () => {
  const landlord = join(await newFolder(), 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const settings = {
    ...{ port: 0, data: await newFolder(), databaseUrl: null, landlord },
    ...{ example: false, url: null, provider: null },
  }
  let now = Temporal.Instant.from('2026-06-30T12:00:00Z')
  const before = await openSystem(settings, home, () => now)
  expect(await mayWrite(before)).toBe(true)
  await before.close()

  const collecting = 'payment-arrangements, contact-log, documents, authority-to-act, consents]\n      clauses: [U2, D6]'
  await edit(join(landlord, 'activities/30-money.yaml'), collecting, collecting.replace('contact-log, ', ''))
  await edit(join(landlord, 'edition.yaml'), "id: '2023-02'", "id: '2026-07'")
  await edit(join(landlord, 'edition.yaml'), "inForceFrom: '2023-02-01'", "inForceFrom: '2026-07-01'")
  // In summer London's midnight is an hour before UTC's.
  now = Temporal.Instant.from('2026-06-30T22:59:59Z')
  const system = await openSystem(settings, home, () => now)
  expect(system.released().edition.id).toBe('2023-02')
  expect(await system.compile()).toBe(false)
  expect(await mayWrite(system)).toBe(true)
  now = Temporal.Instant.from('2026-06-30T23:00:00Z')
  expect(system.released().edition.id).toBe('2026-07')
  expect(await system.compile()).toBe(true)
  expect(await mayWrite(system)).toBe(false)
  expect(await system.compile()).toBe(false)
  await system.close()
}, 120_000)
