// `npm run bench -- [--quick] [--json]`: ratios, both sides interleaved in one run. What they mean: bench/RESULTS.md.
import { parseArgs } from 'node:util'
import { benchDecisions } from './decisions.ts'
import { benchGate } from './gate.ts'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } })
const results = [...(await benchDecisions(values.quick)), ...(await benchGate(values.quick))]
if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`)
else {
  for (const { name, ratio, target, met, detail } of results) {
    process.stdout.write(
      `${met ? 'met   ' : 'MISSED'}  ${name.padEnd(28)} ${ratio.toFixed(2).padStart(9)}  (target ${target})  ${detail}\n`,
    )
  }
}
