import type { Colleague } from '#gate/judge.ts'
import { mayHave } from '#gate/opened.ts'
import { share, shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { HandedKind, OpenedToFetch } from '../handovers/handed-kind.ts'
import type { Handover, HandoverDeps } from '../handovers/handover.ts'
import type { OpenForShare } from './open.ts'
import { noteReceipt, type Share, stillGoes } from './settle.ts'

/** What was shared on a line of the ledger, fetched from a page by the organisation that it is for. */
export const shareHanded: HandedKind = {
  type: share,
  what: 'A file for your organisation',
  onRecordAs: 'item',
  open: openShare,
  fetched: shareFetched,
}

const notNow = { ok: false, why: 'not-now' } as const
const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/** The notice decides at each fetch anew, on what the register shows that day. Exactly the file of the line is given, and nothing else of the record. */
async function openShare(deps: HandoverDeps, account: Colleague, handover: Handover): Promise<OpenedToFetch> {
  const found = await lineFor(deps, account, handover)
  if (found === undefined || found.row.digest !== handover.digest) return notNow
  if (!(await stillGoes(deps, found.opened, found.row))) return notNow
  const heard = await found.opened.hear(shares, { id: found.row.id, ...whole })
  return heard.ok ? { ok: true, archive: heard.stretch.read() } : notNow
}

/** The line, where it went by the page and may be seen in the role that handed it over. */
async function lineFor(
  { gate }: HandoverDeps,
  account: Colleague,
  { activity, whose, item }: Handover,
): Promise<{ readonly opened: OpenForShare; readonly row: Share } | undefined> {
  const opened = await gate.open(account, { activity, person: whose, because: 'case' })
  if (!opened.ok || !mayHave(opened, share.category)) return undefined
  const read = await opened.read(shares, item)
  const [row] = read.ok ? read.rows : []
  return row !== undefined && row.id === item && row.outcome === 'left' && row.way === 'page' ? { opened, row } : undefined
}

/** Times that the receipt is tried where somebody changes the line at the same moment. */
const mostTries = 3

/** All of it was sent for the first time: that day is the receipt of the line, unless one stands there. */
async function shareFetched(deps: HandoverDeps, account: Colleague, handover: Handover): Promise<void> {
  const { fetchedAt } = handover
  for (let tries = 0; tries < mostTries; tries += 1) {
    const found = await lineFor(deps, account, handover)
    if (found === undefined || found.row.receivedOn !== null || fetchedAt === null) return
    const noted = await noteReceipt(found.opened, found.row, dateIn(fetchedAt).toString())
    if (noted.ok || noted.why === 'refused') return
  }
  throw new Fault('fetch-not-noted', 'that something shared was fetched could not be noted: it is tried again in a minute')
}
