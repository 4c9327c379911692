import { createHash } from 'node:crypto'
import { knownReader } from '#gate/find/known-reader.ts'
import { useAlone } from '#gate/read/use-alone.ts'
import { eraseItem } from '#gate/write/change.ts'
import { siteAccess } from '#gate/write/intake.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { noticeReader, noticeReaders } from '#records/notice-reader/notice-reader.ts'
import { Fault } from '#shared/fault.ts'
import { changedLetter } from './letters.ts'
import type { Post, Sent } from './post.ts'
import { activity, knowsReaders, type ReaderDeps } from './readers.ts'
import { nextTelling, noteTelling, type Telling } from './tellings.ts'

export type TellDeps = ReaderDeps & { readonly editions: () => readonly ReleasedEdition[] }

/** So that whoever stops the system does not wait for everybody to be told. */
const mostAtOnce = 100

/**
 * Tells readers of the edition that is in force today (N4), once each: on its first day, and not when it is published. One that is replaced before
 * its day comes is told to nobody. Answers how many were told.
 */
export async function tellReaders(deps: TellDeps): Promise<number> {
  const { post } = deps
  if (post === null || !knowsReaders(deps)) return 0
  let told = 0
  for (let begun = 0; begun < mostAtOnce; begun += 1) {
    const { released } = deps.inForce()
    const telling = await nextTelling(deps, released.hash)
    if (telling === undefined) break
    const sent = await tellOne(deps, post, released, telling)
    if (sent === 'sent') told += 1
    if (sent === 'away') throw new Fault('mail-away', 'the mail server cannot be reached, or does not let us in: readers wait to be told')
  }
  return told
}

async function tellOne(deps: TellDeps, post: Post, released: ReleasedEdition, telling: Telling): Promise<Sent | 'gone'> {
  const { reader } = telling
  const used = await useAlone(deps, siteAccess(deps, activity, reader, 'use', { name: 'notice' }), noticeReaders).catch(
    async (error: unknown) => {
      // Nothing was sent: this reader waits, and is not lost.
      await noteTelling(deps, telling, 'away')
      throw error
    },
  )
  if (!used.ok) {
    await noteTelling(deps, telling, 'later')
    return 'later'
  }
  // Stopped meanwhile, and what was noted went along.
  if (used.row === undefined || used.row.address === null) return 'gone'
  const { address } = used.row
  const from = deps.editions().find(({ hash }) => hash === telling.told)?.edition
  const link = deps.links.make({ reader, address })
  const id = createHash('sha256').update(`${reader} ${released.hash}`).digest('hex').slice(0, 40)
  const letter = changedLetter({ from, edition: released.edition, to: address, site: post.site, link, id })
  const sent = await post.send(letter, 'by nobody')
  if (sent === 'refused') await endRefused(deps, reader)
  else if (sent !== 'unknown') await noteTelling(deps, telling, sent === 'sent' ? 'told' : sent)
  return sent
}

/** Nobody reads mail at an address that is refused for good, so it is not kept. Only that one was deleted is on record. */
async function endRefused(deps: TellDeps, reader: string): Promise<void> {
  const known = await knownReader(deps, { id: reader })
  if (known === undefined) return
  const access = siteAccess(deps, activity, reader, 'collect', { name: 'notice', detail: { ended: 'address-refused' } })
  await eraseItem(deps, access, noticeReader, reader, known.version)
}
