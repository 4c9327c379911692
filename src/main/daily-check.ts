import { lastChecked } from '#duties/promises/last-night.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { dateIn, isToCome } from '#shared/clock.ts'
import { type OwnEvidence, verifyEvidence } from './evidence.ts'

/**
 * Checks all evidence once on each London day, and puts on record what was found: so that a page can say up to which head it is whole without reading all
 * of it. A check dated in the future, by a wrong clock, does not count.
 */
export async function checkDaily(own: OwnEvidence): Promise<void> {
  const { deps } = own
  const [last, now] = [await lastChecked(deps), deps.clock()]
  if (last !== null && !isToCome(last.at, now) && dateIn(last.at).equals(dateIn(now))) return
  const { ok, rows, head, faults } = await verifyEvidence(own)
  const detail = { clock: now.toString(), rows, ...(head === null ? {} : { head }), faults: faults.length }
  const edition = deps.inForce().released.hash
  await deps.record([
    systemEntry({
      kind: 'seal-check',
      actor: 'system:evidence',
      act: 'verify',
      outcome: ok ? 'done' : 'failed',
      clauses: ['SE1'],
      edition,
      detail,
    }),
  ])
}
