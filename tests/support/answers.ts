import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerTools, ToCheck, Verdict } from '#duties/rights/answer/tools.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import type { Step } from '#duties/rights/steps.ts'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import { cutOut } from '#exchange/telephone/extract.ts'
import type { Colleague } from '#gate/judge.ts'
import type { TestDatabase } from './database.ts'
import { livewest } from './edition.ts'
import type { TestGate } from './gate.ts'
import { letGo } from './pack.ts'
import { putPerson } from './people.ts'
import { home } from './places.ts'
import { searchedEverywhere } from './rights.ts'

/** Stands for the reader of every byte, which has tests of its own: it reads all, and finds nothing. */
export async function findsNothing({ path }: ToCheck): Promise<Verdict> {
  return {
    clean: true,
    digest: createHash('sha256')
      .update(await readFile(path))
      .digest('hex'),
  }
}

/** What answers are made with, in a test's own folder. */
export async function testTools(setAsideIn: string, check: AnswerTools['check'] = findsNothing): Promise<AnswerTools> {
  const released = await livewest()
  return { ...answerTools(home, setAsideIn, () => released, null), check }
}

/** Tools that stand for the typesetter, which takes seconds, and for the reader of every byte. */
export function littleTools(setAsideIn: string, check: AnswerTools['check'] = findsNothing): AnswerTools {
  return {
    setAsideIn,
    check,
    cut: (whole, cut) => cutOut(whole, cut, null),
    async write(gather, _, folder) {
      const gathered = await gather(letGo)
      if (!gathered.ok) return gathered
      await mkdir(folder)
      await writeFile(join(folder, 'your-information.json'), '{}')
      return { ...gathered, files: ['your-information.json'], pdf: { pages: 1 } }
    },
  }
}

export const logged = {
  receivedOn: '2026-11-20',
  cameBy: 'letter',
  askedBy: 'themselves',
  name: 'Amina Test',
  contact: '6 Alder Court',
  // Nothing in these words can be about anybody else, so that they are no text to read.
  words: 'All information',
  otherNames: null,
  authority: null,
} as const

/** A request for a copy to which these steps have happened, of somebody on file. */
export async function requestAfter(
  { deps, gate }: Pick<TestGate, 'deps' | 'gate'>,
  by: Colleague,
  steps: readonly Step[],
  { person, day, receivedOn }: { readonly person: string; readonly day: Temporal.PlainDate; readonly receivedOn: string },
): Promise<string> {
  const requests = rightsRequestsOf({ ...deps, gate })
  const answer = await requests.log(by, { ...logged, receivedOn })
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  for (const what of steps) {
    if (what === 'searched') await searchedEverywhere({ ...deps, gate }, by, answer.id)
    const look = await requests.look(by, answer.id)
    const values = what === 'identified' ? { ofPerson: person } : {}
    const step = look.ok ? await requests.step(by, look.request, { what, on: day, values }) : look
    if (!step.ok) throw new Error(JSON.stringify(step))
  }
  return answer.id
}

/** One whose texts are all read, of a new tenant. */
export async function readRequest(on: TestDatabase, tested: Pick<TestGate, 'deps' | 'gate'>, by: Colleague) {
  const { person, tenure } = await putPerson(on)
  const when = { day: Temporal.PlainDate.from('2026-11-23'), receivedOn: logged.receivedOn }
  return { id: await requestAfter(tested, by, ['identified', 'searched', 'read'], { person, ...when }), person, tenure }
}
