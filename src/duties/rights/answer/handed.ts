import type { Colleague } from '#gate/judge.ts'
import { rightsAnswer, rightsAnswers } from '#records/rights-answer/rights-answer.ts'
import { Fault } from '#shared/fault.ts'
import type { HandedKind, OpenedToFetch } from '../../handovers/handed-kind.ts'
import type { Handover, HandoverDeps } from '../../handovers/handover.ts'
import { rightsRequestsOf } from '../requests.ts'
import { answersTo, whole } from './answers.ts'
import { noteDelivered, readyToLeave } from './deliver.ts'

/** For what answers are handed over, and whom a lock, or that nobody fetched one, is told. */
export const answersAreFor = { activity: 'rights-requests', role: 'data-protection-officer' } as const

/** The answer to a request for a copy, fetched from a page by whoever gets it. */
export const answerHanded: HandedKind = {
  type: rightsAnswer,
  what: 'A file that you asked for',
  onRecordAs: 'whose',
  open: openAnswer,
  fetched: answerFetched,
}

const notNow = { ok: false, why: 'not-now' } as const

async function openAnswer(deps: HandoverDeps, account: Colleague, handover: Handover): Promise<OpenedToFetch> {
  const found = await toFetch(deps, account, handover)
  if (found === undefined || found.row.id !== handover.item || found.row.digest !== handover.digest) return notNow
  const heard = await found.opened.hear(rightsAnswers, { id: found.row.id, ...whole })
  return heard.ok ? { ok: true, archive: heard.stretch.read() } : notNow
}

/** Before it was fetched, all that an answer rests on has to stand; once it was, the same bytes may be fetched again. */
async function toFetch(deps: HandoverDeps, account: Colleague, { whose, item }: Handover) {
  const look = await rightsRequestsOf(deps).look(account, whose)
  if (!look.ok) return undefined
  if (look.state === 'closed') {
    const answers = await answersTo(deps, account, whose)
    const row = answers.ok ? answers.rows.find(({ id, wentBy }) => id === item && wentBy === 'page') : undefined
    return answers.ok && row !== undefined ? { opened: answers.opened, row } : undefined
  }
  const ready = await readyToLeave(deps, account, look.request)
  return ready.ok && ready.way.by === 'page' ? ready : undefined
}

/** Times that the note is tried where somebody changes the request at the same moment. */
const mostTries = 3

/** It has left: who handed it over, when it was fetched, and the request is closed. Where it is closed already, or goes on, that stays so. */
async function answerFetched(deps: HandoverDeps, account: Colleague, { whose, item, madeBy, fetchedAt }: Handover): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const look = await rightsRequestsOf(deps).look(account, whose)
    if (!look.ok || look.state !== 'made') return
    const answers = await answersTo(deps, account, whose)
    const row = answers.ok ? answers.rows.find(({ id }) => id === item) : undefined
    if (!answers.ok || row === undefined) return
    const went = { wentBy: 'page', wentAt: fetchedAt?.toString() ?? null, wentTo: look.request.sendTo, sentBy: madeBy } as const
    const noted = await noteDelivered(deps, account, look.request, { opened: answers.opened, row, went })
    if (noted.ok || noted.why === 'refused') return
  }
  throw new Fault('fetch-not-noted', 'that an answer was fetched could not be noted: it is tried again in a minute')
}
