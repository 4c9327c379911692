import type { Stretch } from '#gate/media/media-at-rest.ts'
import { publishedItems } from '#gate/media/published.ts'
import { pictures } from '#records/picture/picture.ts'
import { picturedPeople } from '#records/pictured-person/pictured-person.ts'
import { roleName } from '#store/role-names.ts'
import { knowsPictures, ofEvents, type PictureDeps, thumbnail } from './add.ts'
import { stopPicture } from './take-down.ts'

/** A picture on our own pages: what it shows, and the names of those who agreed to be named. */
type ShownPicture = { readonly id: string; readonly shows: string; readonly event: string | null; readonly names: readonly string[] }

/** The most pictures on a page. */
const most = 60

/** What our own pages show, read anew each time, so that a picture which somebody stops is no longer served (PH4). */
export function shownPictures(deps: PictureDeps) {
  const { database } = deps
  const role = roleName(database.schema, 'activity', ofEvents)
  const published = publishedItems(deps)

  const hasPictures = () => knowsPictures(deps.inForce().released.edition)

  const isShown = async (id: string): Promise<boolean> =>
    hasPictures() && (await database.once(role, 'select from displayed_picture where picture_id = $1', [id])).length > 0

  async function namesOn(id: string): Promise<readonly string[]> {
    const text = 'select id, person_id as person from displayed_name where picture_id = $1'
    const named = await database.once<{ id: string; person: string }>(role, text, [id])
    const rows = await Promise.all(named.map((each) => published.row('publicity', picturedPeople, each.person, each.id)))
    return rows.flatMap((row) => row?.shownAs ?? [])
  }

  return {
    async list(): Promise<readonly ShownPicture[]> {
      if (!hasPictures()) return []
      const text = `select picture_id as id from displayed_picture order by picture_id limit ${most}`
      const ids = await database.once<{ id: string }>(role, text)
      const shown = ids.map(async ({ id }) => {
        const [head, names] = await Promise.all([published.row(ofEvents, pictures, id, id), namesOn(id)])
        return head === undefined || head.shows === null ? [] : [{ id, shows: head.shows, event: head.event, names }]
      })
      return (await Promise.all(shown)).flat()
    },

    async image(id: string, size: 'whole' | 'small'): Promise<Stretch | undefined> {
      if (!(await isShown(id))) return undefined
      return published.media(ofEvents, pictures, id, size === 'small' ? thumbnail : null)
    },

    /** Somebody says that they are on it and do not want to be, and is believed. False if our pages do not show it. */
    async stop(id: string): Promise<boolean> {
      return (await isShown(id)) && (await stopPicture(deps, 'website', id)).ok
    },
  }
}
