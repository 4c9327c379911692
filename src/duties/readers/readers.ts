import { createHash, randomUUID } from 'node:crypto'
import type { GateDeps } from '#gate/deps.ts'
import { type KnownReader, knownReader } from '#gate/find/known-reader.ts'
import { correctItem, eraseItem } from '#gate/write/change.ts'
import { mayTakeFromSite, siteAccess, takeFromSite } from '#gate/write/intake.ts'
import { clockFrom } from '#records/clock-of.ts'
import { noticeReader, noticeReaderHeads } from '#records/notice-reader/notice-reader.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { unlessTaken } from '#store/unless-taken.ts'
import { readAddress, sameAddress } from './address.ts'
import { confirmLetter } from './letters.ts'
import { confirmWithin, type Links } from './links.ts'
import type { Post } from './post.ts'

export const activity = 'notice-changes'
const filled = ['address', 'confirmedAt', 'addressHash'] as const

export type ReaderDeps = GateDeps & {
  readonly links: Links
  /** Null where no mail server is set. */
  readonly post: Post | null
}

/** Whether the notice in force lets readers be told of changes. */
export function knowsReaders(deps: Pick<GateDeps, 'inForce' | 'clock'>): boolean {
  return mayTakeFromSite(deps, activity, noticeReader, { filled, source: 'website' })
}

/**
 * Those who are told when the notice changes (N4). An address is stored once its owner confirms it, and deleted when they stop; nothing says
 * whether it is known. What is looked at changes nothing: programs that check mail open every link.
 */
export function noticeReaders(deps: ReaderDeps) {
  const closedBecause = () => (knowsReaders(deps) ? (deps.post === null ? 'no-mail' : null) : 'not-in-notice')
  const isOpen = () => closedBecause() === null

  /** Whatever else happens to it at the same moment. */
  async function stop({ id }: KnownReader): Promise<void> {
    const answer = await eraseItem(deps, siteAccess(deps, activity, id, 'collect'), noticeReader, id)
    if (!answer.ok && answer.why === 'refused')
      throw new Fault('reader-not-stopped', 'the notice does not let a reader’s address be deleted')
  }

  /** One who confirms anew: the period begins again. */
  async function confirmAgain({ id, version }: KnownReader): Promise<'told' | 'refused'> {
    const values = { confirmedAt: deps.clock().toString() }
    const starts = startOf(deps, values)
    const change = { id, version, values, source: 'website', ...(starts === null ? {} : { clockFrom: starts }) } as const
    const answer = await correctItem(deps, siteAccess(deps, activity, id, 'collect'), noticeReader, change)
    return answer.ok || answer.why === 'stale' ? 'told' : 'refused'
  }

  async function store(address: string, addressHash: string): Promise<'told' | 'refused'> {
    const now = deps.clock()
    const values = { address, addressHash, confirmedAt: now.toString() }
    const item = { id: randomUUID(), values, source: 'website', collectedAt: now, clockFrom: startOf(deps, values) } as const
    return (await takeFromSite(deps, activity, noticeReader, item, noticeReaderHeads)).ok ? 'told' : 'refused'
  }

  return {
    closedBecause,

    /** Writes to an address, so that its owner can confirm it. Nothing is stored. False where no letter can be sent at the moment. */
    async ask(typed: string): Promise<boolean> {
      const read = readAddress(typed)
      if (deps.post === null || !isOpen() || !read.ok) return false
      const now = deps.clock()
      const link = deps.links.make({ address: read.value, until: now.add(confirmWithin).toString() })
      const { edition } = deps.inForce().released
      const sent = await deps.post.send(confirmLetter({ edition, to: read.value, site: deps.post.site, link, now }), 'by a visitor')
      // Of an address that is refused nothing else is said: whoever mistyped it waits for a letter, and tries again.
      return sent !== 'later' && sent !== 'away'
    },

    /** Whether a link still confirms an address. */
    canConfirm: (link: string): boolean => isOpen() && addressIn(deps, link) !== undefined,

    /** `over`: the link is none of ours, or too old. `refused`: the notice no longer lets readers be told. */
    async confirm(link: string): Promise<'told' | 'over' | 'refused'> {
      const address = addressIn(deps, link)
      if (address === undefined) return 'over'
      if (!isOpen()) return 'refused'
      const hash = await hashOfAddress(deps, address)
      const again = async () => {
        const known = await knownReader(deps, { addressHash: hash })
        return known && confirmAgain(known)
      }
      // Whoever presses twice at once, or has two letters, is one reader.
      return (await again()) ?? unlessTaken(again, () => store(address, hash))
    },

    /** Stops by a letter’s link, and deletes the address. The same whether it was known or not. False where the link is none of ours, or cut short. */
    async stop(link: string): Promise<boolean> {
      const found = deps.links.read(link)
      if (found === undefined) return false
      const reader = 'reader' in found ? await knownReader(deps, { id: found.reader }) : undefined
      const known = reader ?? (await knownReader(deps, { addressHash: await hashOfAddress(deps, found.address) }))
      if (known !== undefined) await stop(known)
      return true
    },
  }
}

function startOf({ inForce, clock }: Pick<GateDeps, 'inForce' | 'clock'>, values: Readonly<Record<string, unknown>>) {
  return clockFrom(inForce().released.edition, noticeReader, activity, values, dateIn(clock()))
}

function addressIn({ links, clock }: Pick<ReaderDeps, 'links' | 'clock'>, link: string): string | undefined {
  const found = links.read(link)
  if (found === undefined || !('until' in found)) return undefined
  return Temporal.Instant.compare(Temporal.Instant.from(found.until), clock()) > 0 ? found.address : undefined
}

/** Nobody can compute it without the landlord's own secret, so that nobody can try addresses out. */
export async function hashOfAddress({ keys }: Pick<GateDeps, 'keys'>, address: string): Promise<string> {
  const print = await keys.fingerprints()
  const parts = [1, 2, 3, 4].map((part) => print(JSON.stringify(['reader of the notice', part, sameAddress(address)])))
  return createHash('sha256').update(parts.join('')).digest('hex')
}
