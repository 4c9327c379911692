import { createSecretKey } from 'node:crypto'
import { factsGatherer } from '#facts/gather.ts'
import type { Activity, Category } from '#notice/vocabulary.ts'
import type { GateDeps } from '../deps.ts'
import { judge } from '../judge.ts'
import { usableIn } from '../purpose.ts'
import { readRows } from '../read/read-rows.ts'
import type { RecordPart } from '../record-part.ts'
import { siteAccess } from '../write/intake.ts'
import { derivedOf } from './derived-media.ts'
import type { MediaShape } from './media.ts'
import { type Stretch, stretchOf } from './media-at-rest.ts'

/** Pictures on our own public pages. `whose`: a person's id, or that of an item with a record of its own. */
export type Published = {
  readonly row: <Shape>(activity: Activity, part: RecordPart<Category, Shape>, whose: string, id: string) => Promise<Shape | undefined>
  /** The picture itself, or (`derived`) what was made from it. */
  readonly media: <Shape extends MediaShape>(
    activity: Activity,
    part: RecordPart<Category, Shape>,
    id: string,
    derived: string | null,
  ) => Promise<Stretch | undefined>
}

/**
 * Reads what is published, where no colleague asks. It is permitted if the notice lets some colleague use such items for the activity,
 * given the facts at this moment. Publishing and taking down are recorded; visits to a public page are not.
 */
export function publishedItems(deps: GateDeps): Published {
  const gather = factsGatherer(deps.database)

  async function row<Shape>(activity: Activity, part: RecordPart<Category, Shape>, whose: string, id: string) {
    const access = siteAccess(deps, activity, whose, 'use')
    const facts = await gather(access.released, { person: whose, activity, colleague: access.colleague.id, now: deps.clock() })
    if (facts === null || judge({ ...access, ...facts }, 'use', part.category).decision.outcome !== 'permitted') return undefined
    const { items } = await readRows(deps, activity, part, { scope: 'item', values: [whose, id] }, usableIn(access))
    return items[0]?.row
  }

  return {
    row,
    async media(activity, part, id, derived) {
      const found = await row(activity, part, id, id)
      const { mediaId, mediaType: type, mediaBytes: bytes, mediaKey } = found ?? nothing
      if (mediaId === null || type === null || bytes === null || mediaKey === null) return undefined
      const object = { id: mediaId, type, bytes, key: createSecretKey(Buffer.from(mediaKey, 'base64url')) }
      const shown = derived === null ? object : await derivedOf(deps, activity, object, derived)
      return shown === undefined ? undefined : stretchOf(deps, shown, { from: 0, to: Number.MAX_SAFE_INTEGER })
    },
  }
}

const nothing: MediaShape = { mediaId: null, mediaType: null, mediaBytes: null, mediaKey: null }
