import { join } from 'node:path'
import { handoversAtPage } from '#duties/handovers/at-page.ts'
import { agreeWay, reachedAt } from '#duties/rights/answer/agree.ts'
import { answersTo } from '#duties/rights/answer/answers.ts'
import { type CodeTold, faceToFace, handOverAnswer, numbersToRing } from '#duties/rights/answer/at-a-page.ts'
import { makeAnswer } from '#duties/rights/answer/make.ts'
import { releaseAnswer } from '#duties/rights/answer/release.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { littleTools, readRequest } from './answers.ts'
import type { TestDatabase } from './database.ts'
import { colleague, type TestGate } from './gate.ts'
import { ok } from './rights.ts'

/** Answers to requests that wait at a page to be fetched. */
export function handedAnswers(on: TestDatabase, { deps, gate }: Pick<TestGate, 'deps' | 'gate'>) {
  const all = { ...deps, gate }
  const [maker, second] = [colleague('data-protection-officer'), colleague('data-protection-officer')]
  const requests = rightsRequestsOf(all)
  const seen = async (id: string) => ok(await requests.look(maker, id)).request
  const last = async (id: string) => {
    const [row] = ok(await answersTo(all, maker, id)).rows
    if (row === undefined) throw new Error('no answer')
    return row
  }
  /** What a colleague of the team, or somebody else, gets for handing it over. */
  const handsOver = async (id: string, told: CodeTold = faceToFace, by = maker) => {
    const request = await seen(id)
    const reached = await reachedAt(all, maker, request)
    const numbers = numbersToRing(request, reached.ok ? reached.details : [])
    return handOverAnswer(all, by, request, told, numbers)
  }
  return {
    ...{ all, maker, second, requests, seen, last, handsOver, page: handoversAtPage(all) },
    /** A released answer, agreed to be fetched from a page. */
    async released() {
      const request = await readRequest(on, { deps, gate }, maker)
      ok(await makeAnswer({ ...all, tools: littleTools(join(on.data, 'set-aside')) }, maker, await seen(request.id)))
      ok(await agreeWay(all, maker, await seen(request.id), { by: 'page', to: null, others: 'nobody' }))
      ok(await releaseAnswer(all, second, await seen(request.id)))
      return request
    },
    async waits() {
      const request = await this.released()
      return { ...request, ...ok(await handsOver(request.id)) }
    },
    /** A code that is not the one told. */
    wrong: (code: string) => String((Number(code.replace(' ', '')) + 1) % 100_000_000).padStart(8, '0'),
    /** Shows the code, and reads all that is sent. */
    async fetches(token: string, code: string) {
      const { shown } = ok(await this.page.tryCode(token, code))
      const fetched = ok(await this.page.fetch(token, shown))
      return { ...fetched, whole: Buffer.concat(await Array.fromAsync(fetched.archive)) }
    },
  }
}
