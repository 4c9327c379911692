import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inThread } from '#media/in-thread.ts'

const folder = await mkdtemp(join(tmpdir(), 'assured-thread-'))
afterAll(() => rm(folder, { recursive: true }))

const bounds = { megabytes: 64, seconds: 20 }

test.each([
  ['answers', `parentPort.postMessage(workerData + 1); parentPort.postMessage('more')`, { answer: 42 }],
  ['ends without an answer', '', { none: 'ended' }],
  ['breaks', `throw new Error('in a file')`, { none: 'ended' }],
  ['takes more memory than it may', 'const all = []; for (;;) all.push(Array(100_000).fill(Math.random()))', { none: 'ended' }],
] as const)('what reads a file is on its own, also where it %s', async (what, code, told) => {
  const file = join(folder, `${what.replaceAll(' ', '-')}.mjs`)
  await writeFile(file, `import { parentPort, workerData } from 'node:worker_threads'\n${code}\n`)
  expect(await inThread(file, 41, bounds)).toEqual(told)
})

test('what never ends is ended when its time is over', async () => {
  const file = join(folder, 'endless.mjs')
  await writeFile(file, 'for (;;);\n')
  const began = performance.now()
  expect(await inThread(file, null, { ...bounds, seconds: 1 })).toEqual({ none: 'late' })
  expect(performance.now() - began).toBeLessThan(15_000)
}, 30_000)
