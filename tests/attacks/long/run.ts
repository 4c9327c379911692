// `npm run attack -- [--kills N]`: attacks that take too long for every run of the tests. Each throws where it succeeds.
import { parseArgs } from 'node:util'
import { killOverAllWork } from './kills.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '1000' } } })
const kills = Number(values.kills)
if (!Number.isInteger(kills) || kills < 1) {
  process.stderr.write('attack: `--kills` takes a whole number from 1\n')
  process.exit(2)
}
const begun = performance.now()
const told = await killOverAllWork(kills, (done) => {
  if (done % 10 === 0) process.stdout.write(`${done} of ${kills} kills, ${Math.round((performance.now() - begun) / 1000)} s\n`)
})
process.stdout.write(`nothing acknowledged was lost: ${JSON.stringify(told)}\n`)
