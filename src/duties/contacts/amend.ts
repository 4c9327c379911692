import type { Answer, Done, NotDone } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { PartShape } from '#gate/record-part.ts'
import type { ChangeAnswer } from '#gate/write/change.ts'
import { sources } from '#notice/vocabulary.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { dateIn } from '#shared/clock.ts'
import { type ContactDeps, type OpenForContacts, storeContact } from './note.ts'
import { isInTime, type Promised, promiseTask, promiseValues } from './promise.ts'

export type Contact = PartShape<typeof contactLog.fields, 'contact-log'>

/** `another`: a colleague wrote it, or it was imported. `day-over`: it was written on an earlier day in London. */
export type MayCorrect = Done | NotDone<'another' | 'day-over'>

/** Whoever wrote an item may correct it until midnight in London; from then on nobody overwrites it. */
export function mayCorrect(
  { authorId, collectedAt }: Pick<Contact, 'authorId' | 'collectedAt'>,
  { id }: Pick<Colleague, 'id'>,
  now: Temporal.Instant,
): MayCorrect {
  if (authorId === null || authorId !== id) return { ok: false, why: 'another' }
  // Nobody but its author ever corrects it, and they only on that day: it was last written on the day when it was first written.
  const written = dateIn(Temporal.Instant.from(collectedAt))
  return written.equals(dateIn(now)) ? { ok: true } : { ok: false, why: 'day-over' }
}

/** What an author may put right: what it was about, what was said, and what was promised. */
export type Corrected = { readonly topic: string; readonly summary: string | null; readonly promise: Promised | null }

/** Corrects an item as it was read. A promise that changes moves its task. */
export async function correctContact(
  { clock }: ContactDeps,
  opened: OpenForContacts,
  colleague: Colleague,
  asRead: Contact,
  { topic, summary, promise }: Corrected,
): Promise<ChangeAnswer | MayCorrect | NotDone<'promise'>> {
  const at = clock()
  const may = mayCorrect(asRead, colleague, at)
  if (!may.ok) return may
  const promised = promiseValues(promise)
  const isSame = promised.promised === asRead.promised && promised.promisedBy === asRead.promisedBy
  if (!isSame && !isInTime(promise, at)) return { ok: false, why: 'promise' }
  return opened.correct(contactLog, {
    id: asRead.id,
    version: asRead.version,
    values: { topic, summary, ...promised },
    // Whose words they are stays as it was.
    source: sources.find((source) => source === asRead.source) ?? 'colleague',
    // A promise that stands is left to its task, which may already be done.
    ...(isSame ? {} : { task: promiseTask(opened, promise, at) }),
  })
}

/**
 * Adds words to an item. They stand below it with the colleague's name and the day, and are kept as long, so they have its moment. What is
 * added to an addition is added to the item itself.
 */
export function addToContact(
  deps: ContactDeps,
  opened: OpenForContacts,
  colleague: Colleague,
  asRead: Contact,
  words: string,
): Promise<Answer<{ readonly note: string }>> {
  const values = {
    kind: asRead.kind,
    happenedAt: asRead.happenedAt,
    topic: asRead.topic,
    summary: words,
    takenBy: colleague.name,
    authorId: colleague.id,
    addsTo: asRead.addsTo ?? asRead.id,
  }
  return storeContact(deps, opened, { values, source: 'colleague', at: deps.clock() })
}
