import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readLandlordFolder } from '../src/exchange/landlord-folder/read.ts'
import { ask } from '../src/notice/ask/ask.ts'
import { checkLandlord } from '../src/notice/check.ts'
import type { Edition } from '../src/notice/edition.ts'

// How well the notice is asked. `node scripts/measure-ask.ts FILE …` puts the questions of each file; `--leave-out` puts each way of asking in
// questions.yaml while an eighth of them, it among them, is left out.

const asked = z.array(z.object({ question: z.string(), answered: z.boolean(), clauses: z.array(z.string()) }))
type Asked = z.infer<typeof asked>[number]
type Told = Asked & { readonly clause: string | null; readonly certain: boolean; readonly isRight: boolean }

const parts = 8

function told(edition: Edition, each: Asked): Told {
  const { clause, certain } = ask(edition, each.question).answer
  return { ...each, clause, certain, isRight: clause === null ? !each.answered : each.clauses.includes(clause) }
}

function leftOut(edition: Edition): readonly Told[] {
  const all = (edition.questions ?? []).flatMap(({ asked }) => asked)
  const partOf = new Map(all.map((words, index) => [words, index % parts]))
  return Array.from({ length: parts }, (_, part) => {
    const known = (edition.questions ?? []).map((each) => ({ ...each, asked: each.asked.filter((words) => partOf.get(words) !== part) }))
    const less = { ...edition, questions: known }
    return (edition.questions ?? []).flatMap(({ clause, asked }) =>
      asked
        .filter((words) => partOf.get(words) === part)
        .map((question) => told(less, { question, answered: clause !== undefined, clauses: clause === undefined ? [] : [clause] })),
    )
  }).flat()
}

function report(name: string, all: readonly Told[]): void {
  const right = all.filter(({ isRight }) => isRight)
  const certain = right.filter((each) => each.certain).length
  const wrong = all.filter((each) => !each.isRight)
  const surelyWrong = wrong.filter((each) => each.certain)
  process.stdout.write(
    `${name}: ${right.length} of ${all.length} right (${percent(right.length, all.length)}), ${certain} of them certain (${percent(certain, right.length)}), ${surelyWrong.length} wrong ones certain\n`,
  )
  const listed = process.argv.includes('--all') ? wrong : surelyWrong
  for (const { question, clauses, clause, certain } of listed)
    process.stdout.write(
      `  ${certain ? 'CERTAIN ' : ''}${question} → ${clause ?? 'does not say'}; right: ${clauses.join(', ') || 'does not say'}\n`,
    )
}

const percent = (some: number, all: number) => (all === 0 ? '–' : `${Math.round((100 * some) / all)} %`)

const { current } = await readLandlordFolder('landlords/livewest')
const { edition } = checkLandlord(current, { today: Temporal.Now.plainDateISO('Europe/London') })
if (edition === undefined) throw new Error('the folder has findings: run ./assured notice check')
if (process.argv.includes('--leave-out')) report('questions.yaml, an eighth left out at a time', leftOut(edition))
for (const file of process.argv.slice(2).filter((each) => !each.startsWith('--')))
  report(
    file,
    asked.parse(JSON.parse(await readFile(file, 'utf8'))).map((each) => told(edition, each)),
  )
