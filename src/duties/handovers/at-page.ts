import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { besideForm } from '#store/form-under-way.ts'
import { raiseIn } from '../tasks/tasks.ts'
import { recordAtPage } from './at-page-record.ts'
import { handedKind } from './every-handed-kind.ts'
import { pageAccount } from './handed-kind.ts'
import { type Handover, type HandoverDeps, lastDayOf, lockHandover, mostTries, readHandovers, roleOf, stateOf } from './handover.ts'
import { codeIn, hashOfCode, hashOfToken, isSame } from './secrets.ts'
import { tellFetched } from './settle.ts'

/** That a browser showed the right code: of which handover, and which of its codes. A newer code ends it. */
export type Shown = Pick<Handover, 'id' | 'codes'>
export type Tried =
  | { readonly ok: true; readonly shown: Shown }
  /** The link opens nothing. */
  | { readonly ok: false; readonly why: 'closed' }
  /** What was typed is no code, and is not counted. */
  | { readonly ok: false; readonly why: 'no-code' }
  | { readonly ok: false; readonly why: 'wrong'; readonly left: number }
export type Fetched =
  /** `sent`: to be called once all of it has been sent. */
  | { readonly ok: true; readonly archive: AsyncIterable<Uint8Array>; readonly bytes: number; readonly sent: () => Promise<void> }
  | { readonly ok: false; readonly why: 'closed' | 'not-now' }

const closed = { ok: false, why: 'closed' } as const

/**
 * The page at which something is fetched, by whoever has its link and is told its code; nobody is signed in there. What is unknown, stopped,
 * locked or over is answered alike. Looking changes nothing and is not counted, since programs that check mail open every link.
 */
export function handoversAtPage(deps: HandoverDeps) {
  const { database, clock } = deps

  return {
    /** What is behind a link, where it can be fetched. */
    async behind(token: string) {
      const hash = hashOfToken(token)
      const [found] = hash === null ? [] : await readHandovers(deps, 'token_hash = $1', [hash])
      if (found === undefined || stateOf(found, clock()) !== 'open') return undefined
      const { id, codes, bytes } = found
      return { id, codes, bytes, what: kindOf(found).what, lastDay: lastDayOf(found) }
    },

    /** One try at the code. A wrong one counts, whatever becomes of the form that it came with; the last one locks the link and is told the team. */
    async tryCode(token: string, typed: string): Promise<Tried> {
      const hash = hashOfToken(token)
      if (hash === null) return closed
      if (codeIn(typed) === null) return { ok: false, why: 'no-code' }
      return besideForm(() => tried(deps, hash, typed))
    },

    /** Begins to hand it over. That it began is stored before the first byte leaves. It can be fetched again until its last day is past. */
    async fetch(token: string, shown: Shown): Promise<Fetched> {
      const hash = hashOfToken(token)
      if (hash === null) return closed
      return besideForm(async () => {
        const where = { text: 'token_hash = $1 and id::text = $2 and codes = $3', values: [hash, shown.id, shown.codes] }
        const [found] = await readHandovers(deps, where.text, where.values)
        if (found === undefined || stateOf(found, clock()) !== 'open') return closed
        const kind = kindOf(found)
        const opened = await kind.open(deps, pageAccount(found), found)
        if (!opened.ok) return opened
        const begun = await database.transaction(roleOf(deps), async (session) => {
          const again = await lockHandover(session, where.text, where.values)
          if (again === undefined || stateOf(again.handover, clock()) !== 'open') return false
          await session.query('update handover set begun = begun + 1 where id = $1', [found.id])
          await recordAtPage(deps, session, kind, { ...again.handover, begun: again.handover.begun + 1 }, 'fetch-begun')
          return true
        })
        if (!begun) {
          opened.archive.destroy()
          return closed
        }
        return { ok: true, archive: opened.archive, bytes: found.bytes, sent: () => besideForm(() => wasSent(deps, found.id)) }
      })
    },
  }
}

async function tried(deps: HandoverDeps, hash: string, typed: string): Promise<Tried> {
  const now = deps.clock()
  return deps.database.transaction(roleOf(deps), async (session): Promise<Tried> => {
    const found = await lockHandover(session, 'token_hash = $1', [hash])
    if (found === undefined || stateOf(found.handover, now) !== 'open') return closed
    const { handover, codeHash } = found
    const { id, codes } = handover
    const kind = kindOf(handover)
    if (isSame(await hashOfCode(deps, id, typed), codeHash)) {
      await recordAtPage(deps, session, kind, handover, 'opened')
      return { ok: true, shown: { id, codes } }
    }
    const tries = handover.tries + 1
    const left = mostTries - tries
    await session.query('update handover set tries = $2 where id = $1', [id, tries])
    await recordAtPage(deps, session, kind, { ...handover, tries }, left > 0 ? 'wrong-code' : 'locked')
    if (left > 0) return { ok: false, why: 'wrong', left }
    await raiseIn(session, { kind: 'handover-locked', role: handover.role, about: id, person: null, dueOn: dateIn(now) })
    return closed
  })
}

/** All of it has been sent: the first time is noted with the item, too. */
async function wasSent(deps: HandoverDeps, id: string): Promise<void> {
  const now = deps.clock()
  await deps.database.transaction(roleOf(deps), async (session) => {
    const found = await lockHandover(session, 'id = $1', [id])
    if (found === undefined) return
    await session.query('update handover set fetched_at = coalesce(fetched_at, $2) where id = $1', [id, now.toString()])
    await recordAtPage(deps, session, kindOf(found.handover), found.handover, 'fetched')
  })
  await tellFetched(deps)
}

function kindOf({ type }: Handover) {
  const kind = handedKind(type)
  if (kind === undefined) throw new Fault('handover-of-no-kind', `nothing says how a \`${type}\` is handed over`)
  return kind
}
