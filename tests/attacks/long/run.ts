// `npm run attack -- [--kills N] [--packs N]`: attacks that take too long for every run of the tests. Each throws where it succeeds. With `--packs`
// only packs are attacked.
import { parseArgs } from 'node:util'
import { attackPacks } from '../../exchange/verifier/attack.ts'
import { killOverAllWork } from './kills.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '1000' }, packs: { type: 'string' } } })
const [kills, packs] = [Number(values.kills), values.packs === undefined ? undefined : Number(values.packs)]
for (const [name, number] of [
  ['kills', kills],
  ['packs', packs ?? 1],
] as const) {
  if (Number.isInteger(number) && number >= 1) continue
  process.stderr.write(`attack: \`--${name}\` takes a whole number from 1\n`)
  process.exit(2)
}
const begun = performance.now()
const progress = (done: number, of: number, what: string, each: number): void => {
  if (done % each === 0) process.stdout.write(`${done} of ${of} ${what}, ${Math.round((performance.now() - begun) / 1000)} s\n`)
}
if (packs === undefined) {
  const told = await killOverAllWork(kills, (done) => progress(done, kills, 'kills', 10))
  process.stdout.write(`nothing acknowledged was lost: ${JSON.stringify(told)}\n`)
} else {
  const told = await attackPacks(packs, (done) => progress(done, packs, 'packs', 50))
  process.stdout.write(`no name left in a pack: ${JSON.stringify(told)}\n`)
}
