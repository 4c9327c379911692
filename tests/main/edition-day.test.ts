import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { pageOfEvidence } from '#evidence/read.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { usualLimits } from '#web/request-limits.ts'
import { editionNamed } from '../../src/main/editions/edition-named.ts'
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

/** The landlord's folder, published as it was shown. */
async function published(system: Running) {
  const answer = await system.publish(await system.proposal())
  if (!answer.ok) throw new Error(answer.why)
  return answer.released
}

/** Whether the floor beneath lets rent collection write contacts down. */
async function mayWrite({ deps }: Running): Promise<boolean> {
  const text = `select has_column_privilege($1, 'contact_log', 'sealed_contact_log', 'insert') as may`
  const writer = roleName('livewest', 'activity', 'rent-collection')
  const [row] = await deps.database.once<{ may: boolean }>(roleName('livewest', 'machinery'), text, [writer])
  return row?.may === true
}

async function landlordsOwn() {
  const landlord = join(await newFolder(), 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  const edition = (from: string, to: string) => edit(join(landlord, 'edition.yaml'), from, to)
  const money = (from: string, to: string) => edit(join(landlord, 'activities/30-money.yaml'), from, to)
  const data = await newFolder()
  const vault = { folder: join(data, 'vault') }
  const settings = {
    port: 0,
    data,
    databaseUrl: null,
    landlord,
    example: false,
    url: null,
    provider: null,
    vault,
    searchPath: '',
    limits: usualLimits,
    proxies: [],
    witnesses: [],
  }
  return { settings, edition, money }
}

const collecting = 'payment-arrangements, contact-log, documents, authority-to-act, consents]\n      clauses: [U2, D6]'
const lessCollecting = collecting.replace('contact-log, ', '')

test('an edition of a later day changes nothing until London’s midnight, and then everything, while the system runs', async () => {
  const { settings, edition, money } = await landlordsOwn()
  // In summer London's midnight is an hour before UTC's.
  let now = Temporal.Instant.from('2026-06-30T22:59:59Z')
  const system = await openSystem(settings, home, () => now)
  await edition("id: '2023-02'", "id: '2026-07'")
  await edition("inForceFrom: '2023-02'", "inForceFrom: '2026-07-01'")
  await money(collecting, lessCollecting)
  expect(await published(system)).toMatchObject({ edition: { id: '2026-07' } })
  expect(await system.refresh()).toBe(false)
  expect(system.released().edition.id).toBe('2023-02')
  expect(await mayWrite(system)).toBe(true)
  now = Temporal.Instant.from('2026-06-30T23:00:00Z')
  expect(system.released().edition.id).toBe('2026-07')
  expect(await system.refresh()).toBe(true)
  expect(await mayWrite(system)).toBe(false)
  expect(await system.refresh()).toBe(false)
  await system.close()
}, 120_000)

test('what is edited in the folder is released by `notice publish` alone, and then reaches a system that runs', async () => {
  const { settings, edition, money } = await landlordsOwn()
  const clock = () => Temporal.Instant.from('2026-11-23T12:00:00Z')
  const running = await openSystem(settings, home, clock)
  const first = running.released().hash
  await money(collecting, lessCollecting)
  const command = await openSystem(settings, home, clock)
  expect(command.editions()).toHaveLength(1)
  const doctorTells = (words: string) => ({ what: 'landlord’s folder', says: expect.stringContaining(words), well: true })
  // N4: an edition that was released is never changed. The doctor says what publishing would answer.
  await expect(published(command)).rejects.toMatchObject({ code: 'edition-id-taken' })
  expect(await command.doctor()).toContainEqual(doctorTells('give this one its own `id`'))
  const named = (name: string) =>
    editionNamed({ folder: settings.landlord, today: dateIn(clock()), released: async () => command.editions() }, name)
  expect((await named('2023-02'))?.hash).toBe(first)
  expect((await named(settings.landlord))?.hash).not.toBe(first)
  expect(await named(first.slice(0, 4))).toBeUndefined()
  await edition("id: '2023-02'", "id: '2026-11'")
  expect((await named('2026-11'))?.edition.id).toBe('2026-11')
  await edition("inForceFrom: '2023-02'", "inForceFrom: '2022-02-01'")
  await expect(published(command)).rejects.toMatchObject({ code: 'edition-superseded' })
  expect(await command.doctor()).toContainEqual(doctorTells('a later `inForceFrom`'))
  await edition("inForceFrom: '2022-02-01'", "inForceFrom: '2023-02'")
  expect(await command.doctor()).toContainEqual(doctorTells('differs from what is in force: `./assured notice publish` releases it'))
  const { hash } = await published(command)
  expect(command.released().hash).toBe(hash)
  expect(running.released().hash).toBe(first)
  await running.refresh()
  expect(running.released().hash).toBe(hash)
  const told = await pageOfEvidence(command.deps.database, { kind: 'publish' })
  expect(told.map((row) => row.edition)).toEqual([hash, first])
  await command.close()
  await running.close()
}, 120_000)

test('another landlord’s folder under this one’s name is not put in force over its people', async () => {
  const { settings } = await landlordsOwn()
  await edit(join(settings.landlord, 'landlord.yaml'), 'id: livewest', 'id: meadow')
  const clock = () => Temporal.Instant.from('2026-11-23T12:00:00Z')
  await expect(openSystem(settings, home, clock)).rejects.toMatchObject({ code: 'landlord-misnamed' })
}, 120_000)
