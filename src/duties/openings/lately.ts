import type { GateDeps } from '#gate/deps.ts'
import { knownIds } from '#gate/find/known-ids.ts'
import { namesOfOpened } from '#gate/find/names-opened.ts'
import type { Colleague } from '#gate/judge.ts'
import { activities } from '#notice/vocabulary.ts'
import { camera } from '#records/camera/camera.ts'
import { isOpenUntil } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { type Opening, openFor } from './opening.ts'
import { openingOf, reasonOf } from './openings.ts'

/** At most this many openings are read to find the last one of each record. */
const mostLookedBack = 40
/** How many days it looks back. */
export const latelyDays = 7

/**
 * A record that the colleague opened lately, and why. `name`: null if the activity would not let them see it now. `isCamera`: the footage
 * of a camera was opened. `isOpen`: it is still open; opening it again would need a new reason.
 */
export type OpenedLately = Opening & { readonly name: string | null; readonly isCamera: boolean; readonly isOpen: boolean }

const lastOfEach = `select * from (select distinct on (person_id, activity) * from (select * from opening where colleague = $1
    and opened_at > $2 and opened_at <= $3 and activity = any($4) order by opened_at desc, id limit ${mostLookedBack}) o
  order by person_id, activity, opened_at desc, id) l order by opened_at desc, id limit $5`

/** What the colleague opened last, newest first, with each record once for each activity: at most `most`. This opens nothing. */
export async function openedLately(deps: GateDeps, colleague: Colleague, most: number): Promise<readonly OpenedLately[]> {
  const now = deps.clock()
  const since = now.subtract({ hours: 24 * latelyDays })
  const values = [colleague.id, since.toString(), now.toString(), activities, most]
  const rows = await deps.database.once(roleName(deps.database.schema, 'machinery'), lastOfEach, values)
  const opened = await Promise.all(rows.map(async (row) => ({ row, opening: openingOf(row, await reasonOf(deps.keys, row)) })))
  const [cameras, names] = await Promise.all([
    knownIds(
      deps,
      camera,
      opened.map(({ opening }) => opening.person),
    ),
    namesOfOpened(
      deps,
      colleague,
      opened.flatMap(({ opening }) => asked(opening)),
    ),
  ])
  return opened.map(({ row, opening }, index) => ({
    ...opening,
    name: names[index] ?? null,
    isCamera: cameras.has(opening.person),
    isOpen: row.closed_at === null && isOpenUntil(opening.closesAt, openFor, now),
  }))
}

/** INVARIANT: this always finds an activity, since only openings for the notice's own activities are looked up. */
function asked({ person, activity: named, reason: because }: Opening) {
  const activity = activities.find((known) => known === named)
  return activity === undefined ? [] : [{ person, activity, because }]
}
