import type { Answer, NotDone } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import type { ChangeAnswer } from '#gate/write/change.ts'
import { trainingExtract, trainingExtracts } from '#records/training-extract/training-extract.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { activity } from './make.ts'

export type Extract = PartShape<typeof trainingExtract.fields, 'call-recordings'>

export type ReleaseAnswer = ChangeAnswer | NotDone<'own' | 'not-alone'>

type Range = { readonly from: number; readonly to: number }

const mostListed = 50
const absent = { ok: false, why: 'absent' } as const

/** Extracts of recorded calls for training (TC7). */
export function training(deps: GateDeps & { readonly gate: Gate }) {
  const { gate } = deps
  /** Opens an extract to play it to a group, or with `alone` to listen to it beforehand where nobody else can hear. */
  const onExtract = (colleague: Colleague, extract: string, alone: boolean) =>
    gate.open(colleague, { activity, person: extract, because: 'check', ...(alone ? { vouched: ['private-setting'] } : {}) })

  async function one(colleague: Colleague, id: string): Promise<Answer<{ readonly extract: Extract }, 'gone'>> {
    const opened = await onExtract(colleague, id, false)
    if (!opened.ok) return goneIfUnknown(opened)
    const found = theOne(await opened.read(trainingExtracts, id, 'use'))
    return found.ok ? { ok: true, extract: found.item } : found
  }

  return {
    one,

    /** The newest, each as far as it may be played now. One that somebody on it has not agreed to, or no longer agrees to, is left out. */
    async list(colleague: Colleague): Promise<readonly Extract[]> {
      const text = `select id from training_extract where activity = $1 order by collected_at desc, id limit ${mostListed}`
      const rows = await deps.database.once<{ id: string }>(roleName(deps.database.schema, 'sweeper'), text, [activity])
      const found = await Promise.all(rows.map(({ id }) => one(colleague, id)))
      return found.flatMap((each) => (each.ok ? [each.extract] : []))
    },

    /**
     * A range of an extract: for a group once it is released; before that only for somebody other than its maker who says that nobody else
     * can hear.
     */
    async hear(colleague: Colleague, id: string, stretch: Range, saidAlone: boolean) {
      const found = await one(colleague, id)
      if (!found.ok) return found.why === 'gone' ? absent : found
      const { releasedOn, madeById } = found.extract
      const alone = saidAlone && madeById !== colleague.id
      if (releasedOn === null && !alone) return absent
      const opened = await onExtract(colleague, id, alone)
      if (!opened.ok) return opened
      return opened.hear(trainingExtracts, { id, ...stretch, act: releasedOn === null ? 'view' : 'use' })
    },

    /** A range of an extract, for a colleague who is asked whether they agree to it, and says that nobody else can hear. */
    async hearOwn(colleague: Colleague, id: string, stretch: Range) {
      const opened = await onExtract(colleague, id, true)
      return opened.ok ? opened.hear(trainingExtracts, { id, ...stretch, act: 'view' }) : opened
    },

    /**
     * A second colleague, who has listened to it alone (TC9), releases the extract as it was read. One in which nobody can be recognised
     * may outlive its call, so from then on nothing on it leads to the call or the caller (TC3).
     */
    async release(colleague: Colleague, extract: Extract, alone: boolean): Promise<ReleaseAnswer> {
      if (extract.releasedOn !== null) return { ok: false, why: 'stale' }
      if (extract.madeById === colleague.id) return { ok: false, why: 'own' }
      if (!alone) return { ok: false, why: 'not-alone' }
      const opened = await onExtract(colleague, extract.id, alone)
      if (!opened.ok) return opened
      const unlinked = extract.claim === 'nobody-identifiable' ? { ofPerson: null, cutFrom: null } : {}
      const values = { releasedOn: dateIn(deps.clock()).toString(), releasedBy: colleague.name, ...unlinked }
      return opened.correct(trainingExtract, { id: extract.id, version: extract.version, values, source: 'colleague' })
    },
  }
}
