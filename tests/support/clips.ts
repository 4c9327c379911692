import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import type { Deciding } from '#duties/disclosures/decide.ts'
import type { clipKinds, Request } from '#duties/disclosures/outside.ts'
import type { OpenForDisclosure } from '#duties/disclosures/prepare.ts'
import type { disclosures } from '#records/disclosure/disclosure.ts'
import { organisation } from '#records/organisation/organisation.ts'
import type { TestDatabase } from './database.ts'
import { putItem } from './items.ts'
import { ffmpeg } from './media.ts'
import { wholeOf } from './sound.ts'

const run = promisify(execFile)

const facts = {
  police: { occasion: 'request', officer: 'DC 1234', authoriser: 'Inspector Lee Hart', isVictim: 'no' },
  court: { occasion: 'order', officer: null, authoriser: null, isVictim: null },
} as const

/** A police force or court is put into the register; answers what it asks for, with all that its path needs. */
export async function asksForClip(
  on: Pick<TestDatabase, 'asAdmin'>,
  kind: (typeof clipKinds)[number] = 'police',
  values: Readonly<Record<string, string | null>> = {},
): Promise<Request> {
  const known = { name: `Test ${kind}`, callBack: '01632 960101', place: 'uk', endedOn: null, coveredUntil: null }
  const registered = { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01') } as const
  const id = await putItem(on, organisation, { ...registered, values: { kind, ...known, ...values } })
  return { organisation: id, ...facts[kind], power: 'DPA 2018 Sch 2 para 2', requested: 'OP/77' }
}

/** The second look lets it go, once whoever asked was rung back. */
export const rungBack: Deciding = {
  outcome: 'released',
  settled: { confirmedHow: 'Rang back 01632 960101', victimTold: null, victimToldWhy: null },
}
export const notShared: Deciding = { outcome: 'stopped', settled: null }

/** The newest clip on the open record, as a file that a player could play. */
export async function clipFrom(opened: OpenForDisclosure, part: typeof disclosures): Promise<string> {
  const read = await opened.read(part)
  const rows = read.ok ? read.rows.toSorted((one, other) => one.collectedAt.localeCompare(other.collectedAt)) : []
  const heard = await opened.hear(part, { id: rows.at(-1)?.id ?? '', from: 0, to: Number.MAX_SAFE_INTEGER })
  if (!heard.ok) throw new Error(heard.why)
  const folder = join(inject('data'), 'media')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${randomBytes(8).toString('hex')}.mp4`)
  await writeFile(path, await wholeOf(heard.stretch.read()))
  return path
}

/** One grey picture of a clip, 160 by 120, at a second of it. */
export async function pictureAt(path: string, second: number): Promise<Buffer> {
  const out = `${path}-${second}.grey`
  const write = ['-frames:v', '1', '-vf', 'scale=160:120,format=gray', '-f', 'rawvideo', out]
  await run(ffmpeg, ['-v', 'error', '-y', '-ss', String(second), '-i', path, ...write])
  return readFile(out)
}

/** How bright the middle of the picture is at a second of a clip. */
export async function greyAt(path: string, second: number): Promise<number> {
  return (await pictureAt(path, second)).readUInt8(60 * 160 + 80)
}

/** The sound of a clip as 16-bit samples, `rate` of them a second. */
export async function samplesOf(path: string, rate: number): Promise<Int16Array> {
  const out = `${path}.s16`
  await run(ffmpeg, ['-v', 'error', '-y', '-i', path, '-vn', '-ac', '1', '-ar', String(rate), '-f', 's16le', out])
  const bytes = await readFile(out)
  return Int16Array.from({ length: bytes.length / 2 }, (_, place) => bytes.readInt16LE(place * 2))
}
