import { execFile } from 'node:child_process'
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { putMedia, stretchOf } from '#gate/media/media-at-rest.ts'
import { folderObjects } from '#store/vault/folder-objects.ts'
import type { BenchResult } from './decisions.ts'
import { atLeast, atMost, elapsed, interleaved, median } from './rounds.ts'

const mebibyte = 1024 * 1024

/** A stream in pieces of a mebibyte, as large reads give them. */
export const read = (path: string) => createReadStream(path, { highWaterMark: mebibyte })

/** A plain copy that is as durable as the vault's: written beside, synced, renamed, and the folder synced. */
async function copied(from: AsyncIterable<Uint8Array>, to: string): Promise<void> {
  await pipeline(from, createWriteStream(`${to}.part`, { highWaterMark: mebibyte }))
  const file = await open(`${to}.part`, 'r+')
  await file.datasync()
  await file.close()
  await rename(`${to}.part`, to)
  const folder = await open(dirname(to), 'r')
  await folder.sync()
  await folder.close()
}

export async function bigFile(path: string, mebibytes: number): Promise<void> {
  const file = await open(path, 'w')
  for (let count = 0; count < mebibytes; count += 1) await file.write(randomBytes(mebibyte))
  await file.close()
}

/** One big recording into the vault and out of it, compared with plain copies; and the memory that it takes, in a separate process. */
export async function benchVaultStream(quick: boolean, told: (result: BenchResult) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-bench-vault-'))
  const mebibytes = quick ? 256 : 1024
  try {
    const [plain, copy] = [join(folder, 'plain'), join(folder, 'copy')]
    await bigFile(plain, mebibytes)
    const objects = folderObjects(join(folder, 'vault'))
    const key = createSecretKey(randomBytes(32))
    const put = () => putMedia({ objects }, randomUUID(), key, { bytes: read(plain), type: () => 'audio/wav' }, async () => {})
    const rate = (time: number): string => `${Math.round((mebibytes / time) * 1000)} MiB/s`
    const words = (ours: number, other: number) => `${mebibytes} MiB; ${rate(ours)}, a plain copy ${rate(other)}; both on the disk`

    let last = await put()
    const plainly = () => alone(copy, () => copied(read(plain), copy))
    const into = await interleaved(
      5,
      async () => {
        await objects.delete(last.id)
        return alone(copy, async () => {
          last = await put()
        })
      },
      plainly,
    )
    told(atLeast('vault-in', 1 / into.ratio, 0.8, words(into.ours, into.other)))
    const whole = () => stretchOf({ objects }, last, { from: 0, to: last.bytes - 1 })?.read() ?? read(plain)
    const out = await interleaved(5, () => alone(copy, () => copied(whole(), copy)), plainly)
    told(atLeast('vault-out', 1 / out.ratio, 0.8, words(out.ours, out.other)))

    const taken: number[] = []
    for (let count = 0; count < (quick ? 1 : 3); count += 1) taken.push(await memoryOf(plain, join(folder, 'other')))
    told(atMost('vault-memory', median(taken), 100, `MB above idle at the most, while ${mebibytes} MiB go in and out`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what the round before wrote, and lets the disk come to rest before a side begins, so that neither pays for the other's cleaning up. */
async function alone(before: string, write: () => Promise<unknown>): Promise<number> {
  await rm(before, { force: true })
  await promisify(execFile)('sync')
  return elapsed(write)
}

async function memoryOf(plain: string, vault: string): Promise<number> {
  await mkdir(vault, { recursive: true })
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'vault-memory.ts'), plain, vault])
  return Number(stdout)
}
