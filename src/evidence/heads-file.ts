import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

/**
 * The heads of the seals, kept outside the database, one line of JSON each. Somebody with full control of the database still cannot remove its newest
 * rows unseen.
 */
const lineShape = z.strictObject({
  seal: z.string().regex(/^\d+$/),
  head: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.string(),
  at: z.string(),
})
export type KeptHead = z.infer<typeof lineShape>

export type KeptHeads = {
  readonly heads: ReadonlyMap<string, string>
  /** Numbers of seals for which two lines give different heads. */
  readonly contradicted: readonly string[]
  /** Lines that are no head. A last line cut short by a crash does not count: it was never acknowledged. */
  readonly unreadable: readonly number[]
}

/** A missing file counts as one without heads. */
export async function readHeads(path: string): Promise<KeptHeads> {
  const lines = (await contentOf(path)).split('\n').slice(0, -1)
  const heads = new Map<string, string>()
  const contradicted: string[] = []
  const unreadable: number[] = []
  for (const [index, line] of lines.entries()) {
    const parsed = parseLine(line)
    if (parsed === undefined) unreadable.push(index + 1)
    else if ((heads.get(parsed.seal) ?? parsed.head) === parsed.head) heads.set(parsed.seal, parsed.head)
    else contradicted.push(parsed.seal)
  }
  return { heads, contradicted, unreadable }
}

/** The newest head; the file is read from its end. */
export async function lastKeptHead(path: string): Promise<KeptHead | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const { tail } = await endOf(file)
      return parseLine(tail.toString().split('\n').at(-2) ?? '')
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (isMissing(cause)) return undefined
    throw cause
  }
}

/** Appends one head and waits for the disk. A line cut short by a crash is removed first. */
export async function keepHead(path: string, head: KeptHead): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'a+', 0o600)
  try {
    const { size, tail } = await endOf(file)
    const cutShort = tail.length - (tail.lastIndexOf(0x0a) + 1)
    if (cutShort > 0) await file.truncate(size - cutShort)
    await file.appendFile(`${JSON.stringify(head)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Longer than any two lines. */
const tailBytes = 4096

async function endOf(file: FileHandle): Promise<{ readonly size: number; readonly tail: Buffer }> {
  const { size } = await file.stat()
  const tail = Buffer.alloc(Math.min(size, tailBytes))
  await file.read(tail, 0, tail.length, size - tail.length)
  return { size, tail }
}

function parseLine(line: string): KeptHead | undefined {
  try {
    return lineShape.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (isMissing(cause)) return ''
    throw cause
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
