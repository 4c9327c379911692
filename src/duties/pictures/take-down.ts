import { type Answer, done } from '#decisions/done-or-refused.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import { rolesFor } from '#notice/grants-of.ts'
import { picture } from '#records/picture/picture.ts'
import { placement, placements } from '#records/placement/placement.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { because, knowsPictures, ofEvents, openPicture, type PictureDeps } from './add.ts'
import { pictureTask } from './picture-task.ts'

/** By when a picture has to be gone from places that others control. */
const takenDownWithin = { days: 2 }

/** The account that acts for the landlord, in the roles that the notice lets work with pictures, and no others. */
function takeDownAccount(edition: Edition): Colleague {
  return { id: 'take-down', name: 'Take-down', team: 'Communications', roles: rolesFor(edition, ofEvents, 'collect') }
}

/** Somebody on it does not want to appear (PH4), so from this moment our own pages no longer show it. `source`: who was told. */
export async function stopPicture(
  deps: PictureDeps,
  heard: { readonly by: Colleague; readonly source: 'colleague' | 'the-person' } | 'website',
  id: string,
): Promise<Answer<unknown, 'gone'>> {
  const by = heard === 'website' ? takeDownAccount(deps.inForce().released.edition) : heard.by
  const found = await openPicture(deps, by, id)
  if (!found.ok) return found
  const { opened, head } = found
  if (head.stoppedOn === null) {
    const source = heard === 'website' ? 'website' : heard.source
    const today = dateIn(deps.clock())
    const values = { stoppedOn: today.toString(), stoppedBy: heard === 'website' ? 'unknown' : 'known' }
    // Anybody may have pressed the button on the public page, so a colleague decides that it stays down or is shown again.
    const task = heard === 'website' ? pictureTask(deps, 'picture-look-again', today.add(takenDownWithin)) : undefined
    const changed = await opened.correct(picture, { id, version: head.version, values, source, task })
    // Somebody else changed the picture at the same moment. It is read again and stopped.
    if (!changed.ok) return changed.why === 'stale' ? stopPicture(deps, heard, id) : changed
  }
  await takeDown(deps)
  return done
}

/**
 * Takes down every picture that somebody on it stops, wherever it is shown. Our own pages stop showing it as soon as it is stopped, which
 * is noted. Elsewhere a task with a due date is raised, whose proof ends the showing. What is in print is noted as past. A consent that was
 * withdrawn by any way is found within a minute, and so is a showing that somebody else changes at the same moment. Answers how many
 * showings it ended or raised a task for.
 */
export async function takeDown(deps: PictureDeps): Promise<number> {
  const { database } = deps
  if (!knowsPictures(deps.inForce().released.edition)) return 0
  const role = roleName(database.schema, 'activity', ofEvents)
  const text = `select distinct l.picture_id as id from placement l where l.ended_on is null and l.asked_on is null
    and l.picture_id in (select u.picture_id from unwanted_picture u)`
  const unwanted = await database.once<{ id: string }>(role, text)
  let settled = 0
  for (const { id } of unwanted) settled += await takeDownOne(deps, id)
  return settled
}

async function takeDownOne(deps: PictureDeps, id: string): Promise<number> {
  const account = takeDownAccount(deps.inForce().released.edition)
  const opened = await deps.gate.open(account, { activity: ofEvents, person: id, because })
  if (!opened.ok) return 0
  const answer = await opened.read(placements)
  const showings = answer.ok ? answer.rows.filter((each) => each.pictureId === id && each.endedOn === null && each.askedOn === null) : []
  const today = dateIn(deps.clock())
  let settled = 0
  for (const each of showings) {
    const end = endOf(each, today)
    const task = end === 'asked' ? pictureTask(deps, 'picture-take-down', today.add(takenDownWithin)) : undefined
    const values = end === 'asked' ? { askedOn: today.toString() } : { endedOn: today.toString(), endedHow: end }
    const changed = await opened.correct(placement, { id: each.id, version: each.version, values, source: 'colleague', task })
    if (changed.ok) settled += 1
  }
  return settled
}

type Showing = { readonly medium: string; readonly ours: boolean; readonly shownFrom: string; readonly shownUntil: string | null }

/** Our own pages have already changed, and print cannot be called back; everything else somebody has to do. */
function endOf({ medium, ours, shownFrom, shownUntil }: Showing, today: Temporal.PlainDate): 'taken-down' | 'past' | 'over' | 'asked' {
  if (shownUntil !== null && Temporal.PlainDate.compare(Temporal.PlainDate.from(shownUntil), today) < 0) return 'over'
  if (medium === 'website' && ours) return 'taken-down'
  return medium === 'print' && Temporal.PlainDate.compare(Temporal.PlainDate.from(shownFrom), today) <= 0 ? 'past' : 'asked'
}
