// `npm run attack -- [--kills N | --packs N | --orders N]`: attacks that take too long for every run of the tests. Each throws where it succeeds. With
// `--packs` only packs are attacked; with `--orders` only what happens to requests, holds and sweeps in that many orders.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attackPacks } from '../../exchange/verifier/attack.ts'
import { interleaveInOrders } from './interleavings.ts'
import { killOverAllWork } from './kills.ts'

const option = { type: 'string' } as const
const { values } = parseArgs({ options: { kills: option, packs: option, orders: option } })
const [name, given] = Object.entries(values)[0] ?? ['kills', '1000']
const number = Number(given)
if (Object.keys(values).length > 1 || !Number.isInteger(number) || number < 1) {
  process.stderr.write('attack: one of `--kills`, `--packs` and `--orders`, with a whole number from 1\n')
  process.exit(2)
}
const begun = performance.now()
const progress = (done: number, of: number, what: string, each: number): void => {
  if (done % each === 0) process.stdout.write(`${done} of ${of} ${what}, ${Math.round((performance.now() - begun) / 1000)} s\n`)
}
if (name === 'kills') {
  const told = await killOverAllWork(number, (done) => progress(done, number, 'kills', 10))
  process.stdout.write(`nothing acknowledged was lost: ${JSON.stringify(told)}\n`)
} else if (name === 'packs') {
  const told = await attackPacks(number, (done) => progress(done, number, 'packs', 50))
  process.stdout.write(`no name left in a pack: ${JSON.stringify(told)}\n`)
} else {
  const folder = await mkdtemp(join(tmpdir(), 'assured-orders-'))
  await chmod(folder, 0o755)
  const ground = { data: join(folder, 'data'), begins: Temporal.Now.instant() }
  await interleaveInOrders(number, ground, (done) => progress(done, number, 'orders', 5)).finally(() =>
    rm(folder, { recursive: true, force: true }),
  )
  process.stdout.write('nothing erased lived, nothing kept went, and nobody else was told of\n')
}
