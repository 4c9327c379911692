import { randomUUID } from 'node:crypto'
import { type Answer, done } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Fields } from '#gate/field.ts'
import { firstPage } from '#gate/find/work-list.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Provenance, RecordPart, Values } from '#gate/record-part.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { ChangeAnswer } from '#gate/write/change.ts'
import { collectMany, mayCollectMany } from '#gate/write/collect-many.ts'
import type { Ceiling } from '#notice/ceiling.ts'
import { opensList } from '#notice/grants-of.ts'
import type { Activity } from '#notice/vocabulary.ts'

export type RegisterDeps = GateDeps & { readonly gate: Gate }

/** What is registered, and what for. `part`: the fields that the register shows. */
type Registered<A extends Activity, F extends Fields, Shape extends Provenance> = {
  readonly activity: A
  readonly type: RecordType<F>
  readonly part: RecordPart<Ceiling<A>, Shape>
}

/**
 * A register of what is about nobody, such as cameras: the list, one entry, a new entry and a changed one. Whoever may collect such items for
 * the activity and see the list may maintain it: nobody adds to a register that they may not read.
 */
export function registerOf<A extends Activity, F extends Fields, Shape extends Provenance>(
  deps: RegisterDeps,
  { activity, type, part }: Registered<A, F, Shape>,
) {
  const asked = { activity, because: 'check' } as const
  const list = (colleague: Colleague) => deps.gate.workList(colleague, asked)
  const sees = ({ roles }: Colleague) => opensList(deps.inForce().released.edition, roles, { activity, category: type.category })
  /** The refusal is recorded where they may not read it. */
  async function maySee(colleague: Colleague): Promise<Answer> {
    return sees(colleague) ? done : list(colleague).read(part, { after: firstPage, limit: 1 })
  }
  return {
    /** Refused to whoever may not read the register. */
    maySee,

    /** All entries, in no particular order. */
    all: (colleague: Colleague) => list(colleague).all(part),

    look: (colleague: Colleague, id: string) => list(colleague).one(part, id),

    async register(colleague: Colleague, values: Values<F>): Promise<Answer<{ readonly id: string }>> {
      const allowed = await maySee(colleague)
      if (!allowed.ok) return allowed
      const id = randomUUID()
      const item = { id, values, person: null, collectedAt: deps.clock(), clockFrom: null }
      const answer = await collectMany(deps, colleague, activity, [{ type, source: 'colleague', items: [item] }], {
        because: asked.because,
      })
      return answer.ok ? { ok: true, id } : answer
    },

    /** Whether the colleague may add entries and change them. */
    mayRegister: (colleague: Colleague): boolean => sees(colleague) && mayCollectMany(deps, colleague, activity, type),

    async change(colleague: Colleague, entry: Pick<Provenance, 'id' | 'version'>, values: Partial<Values<F>>): Promise<ChangeAnswer> {
      const allowed = await maySee(colleague)
      if (!allowed.ok) return allowed
      const opened = await deps.gate.open(colleague, { ...asked, person: entry.id })
      if (!opened.ok) return opened
      return opened.correct(type, { id: entry.id, version: entry.version, values, source: 'colleague' })
    },
  }
}
