import { answersTo, filesOf } from '#duties/rights/answer/answers.ts'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import type { AnswerTools } from '#duties/rights/answer/tools.ts'
import { itsMedia } from '#duties/rights/decided.ts'
import { type RightsDeps, rightsRequestsOf } from '#duties/rights/requests.ts'
import type { DecidingMedia } from '#duties/rights/review/media.ts'
import { reviewOf } from '#duties/rights/review/review.ts'
import { cutOut } from '#exchange/telephone/extract.ts'
import type { Colleague } from '#gate/judge.ts'
import type { copies } from './copies.ts'
import { ok } from './rights.ts'

export const goes: DecidingMedia = { outcome: 'reasonable', why: 'Only a colleague in their work.', until: null, cut: null }
export const cutHere = (whole: Parameters<typeof cutOut>[0], what: Parameters<typeof cutOut>[1]) => cutOut(whole, what, null)

/** The one recording or picture of a copy. */
export function mediaOfCopy(deps: RightsDeps, officer: Colleague, decideAll: ReturnType<typeof copies>['decideAll'], tools: AnswerTools) {
  const review = reviewOf(deps)

  async function media(id: string) {
    const found = ok(await review.list(officer, id)).texts.find(({ row }) => row.fieldName === itsMedia)
    if (found === undefined) throw new Error('no recording')
    return found.row
  }

  async function decides(id: string, deciding: Partial<DecidingMedia>) {
    const { id: text, version } = await media(id)
    return review.decideMedia(officer, { request: id, id: text, version }, { ...goes, ...deciding }, cutHere)
  }

  /** Reads what is left, makes the answer, and gives its files. */
  async function files(id: string, by = tools) {
    await decideAll(id, () => 'other-people')
    ok(await review.complete(officer, id))
    const { request } = ok(await rightsRequestsOf(deps).look(officer, id))
    const made = await makeAnswer({ ...deps, tools: by }, officer, request)
    if (!made.ok) return made.why
    const { opened, rows: answers } = ok(await answersTo(deps, officer, id))
    // The clock stands still, and the stopped answer has the same time.
    const row = answers.find(({ checked }) => checked === 'clean')
    if (row === undefined) throw new Error('no answer')
    const found = ok(await filesOf(opened, row)).files
    return new Map(await Promise.all(found.map(async ({ name, bytes }) => [name, Buffer.from(await bytes())] as const)))
  }

  return { media, decides, files }
}
