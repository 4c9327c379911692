// `npm run bench -- [--quick] [--json] [--only NAME]`: ratios, both sides interleaved in one run. What they mean: bench/RESULTS.md.
import { parseArgs } from 'node:util'
import { type BenchResult, benchDecisions } from './decisions.ts'
import { benchSecondStart } from './second-start.ts'
import { benchSpine } from './spine.ts'
import { benchVault } from './vault.ts'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const wanted = (name: string): boolean => values.only === undefined || values.only === name
const results: BenchResult[] = []

function told(result: BenchResult): void {
  results.push(result)
  if (values.json) return
  const { name, ratio, target, met, detail } = result
  process.stdout.write(
    `${met ? 'met   ' : 'MISSED'}  ${name.padEnd(28)} ${ratio.toPrecision(3).padStart(9)}  (target ${target})  ${detail}\n`,
  )
}

if (wanted('decisions')) for (const result of await benchDecisions(values.quick)) told(result)
if (wanted('second-start')) told(await benchSecondStart(values.quick))
await benchSpine(values.quick, wanted, told)
await benchVault(values.quick, wanted, told)
if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
