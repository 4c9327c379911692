import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { ItemPage } from '#gate/find/work-list.ts'
import type { Colleague } from '#gate/judge.ts'
import type { MediaShape } from '#gate/media/media.ts'
import type { Opened } from '#gate/opened.ts'
import { type PartShape, part } from '#gate/record-part.ts'
import { person } from '#records/person/person.ts'
import { pictures } from '#records/picture/picture.ts'
import { picturedPeople, picturedPerson } from '#records/pictured-person/pictured-person.ts'
import { type Medium, placement, placements } from '#records/placement/placement.ts'
import { dateIn } from '#shared/clock.ts'
import { roleName } from '#store/role-names.ts'
import { because, ofEvents, openPicture, type Picture, type PictureDeps, thumbnail } from './add.ts'

const names = part(person, 'personal-details')

/** `stopped`: somebody on it does not want it shown. `nobody-agreed`: a picture of people needs somebody on it who agreed. */
export type ShowAnswer = Answer<unknown, 'gone' | 'stopped' | 'nobody-agreed'>
export type Noted = Answer<unknown, 'gone' | 'home' | 'already'>

export type NewPlacement = {
  readonly medium: Medium
  readonly ours: boolean
  readonly place: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
}

/** Somebody on the picture. `name`: null if their record is closed now because they object or withdrew consent. */
export type OnIt = { readonly person: string; readonly name: string | null; readonly shownAs: string | null }

export type Placement = PartShape<typeof placement.fields, 'photographs'>

/** One picture, where it is shown, and who is on it. `stopped`: somebody on it does not want it shown. */
export type PictureSeen = {
  readonly head: Picture
  readonly placements: readonly Placement[]
  readonly people: readonly OnIt[]
  readonly stopped: boolean
}

/** The pictures for the colleagues whom the notice lets work with them: where each is shown, and who is on it (PH1 to PH4). */
export function album(deps: PictureDeps) {
  const { gate, database } = deps
  const role = roleName(database.schema, 'activity', ofEvents)
  const open = (colleague: Colleague, id: string) => gate.open(colleague, { activity: ofEvents, person: id, because })

  async function stoppedBySomebody(id: string): Promise<boolean> {
    return (await database.once(role, 'select from unwanted_picture where picture_id = $1', [id])).length > 0
  }

  async function idsOn(id: string): Promise<readonly string[]> {
    const rows = await database.once<{ person: string }>(role, 'select person_id as person from pictured_in where picture_id = $1', [id])
    return rows.map((row) => row.person)
  }

  async function onIt(colleague: Colleague, id: string): Promise<readonly OnIt[]> {
    return Promise.all(
      (await idsOn(id)).map(async (who): Promise<OnIt> => {
        const opened = await gate.open(colleague, { activity: ofEvents, person: who, because })
        if (!opened.ok) return { person: who, name: null, shownAs: null }
        const [named, noted] = await Promise.all([opened.read(names), opened.read(picturedPeople)])
        const [called] = named.ok ? named.rows : []
        const row = noted.ok ? noted.rows.find(({ pictureId }) => pictureId === id) : undefined
        const name = called === undefined ? null : [called.firstName, called.lastName].filter(Boolean).join(' ')
        return { person: who, name, shownAs: row?.shownAs ?? null }
      }),
    )
  }

  return {
    /** The id of the picture that this showing is of. */
    async pictureShownAt(showing: string): Promise<string | undefined> {
      const [row] = await database.once<{ id: string }>(role, 'select picture_id as id from placement where id = $1', [showing])
      return row?.id
    },

    list: (colleague: Colleague, page: ItemPage) => gate.workList(colleague, { activity: ofEvents, because }).read(pictures, page),

    /** The picture itself, or its thumbnail. */
    async image(colleague: Colleague, id: string, size: 'whole' | 'small') {
      const opened = await open(colleague, id)
      if (!opened.ok) return opened
      const derived = size === 'small' ? { derived: thumbnail } : {}
      return opened.hear<MediaShape>(pictures, { id, from: 0, to: Number.MAX_SAFE_INTEGER, ...derived })
    },

    async look(colleague: Colleague, id: string): Promise<Answer<PictureSeen, 'gone'>> {
      const found = await openPicture(deps, colleague, id)
      if (!found.ok) return found
      const { opened, head } = found
      const [shown, people, stopped] = await Promise.all([opened.read(placements), onIt(colleague, id), stoppedBySomebody(id)])
      const showings = shown.ok ? shown.rows.toSorted((one, other) => one.shownFrom.localeCompare(other.shownFrom)) : []
      return { ok: true, head, placements: showings, people, stopped }
    },

    /**
     * Notes that it is shown somewhere, if the rule for its kind allows it: a group needs nobody's consent, people do, and nothing is shown
     * that somebody has stopped (PH2, PH3).
     */
    async show(colleague: Colleague, id: string, wanted: NewPlacement): Promise<ShowAnswer> {
      const opened = await open(colleague, id)
      if (!opened.ok) return opened
      const head = await headOf(opened, id)
      if (head === undefined) return { ok: false, why: 'gone' }
      if (await stoppedBySomebody(id)) return { ok: false, why: 'stopped' }
      if (head.kind === 'people' && (await idsOn(id)).length === 0) return { ok: false, why: 'nobody-agreed' }
      const values = {
        pictureId: id,
        medium: wanted.medium,
        ours: wanted.ours,
        place: wanted.place,
        shownFrom: wanted.from.toString(),
        shownUntil: wanted.until?.toString() ?? null,
      }
      const stored = await opened.collect(placement, { ...fresh(head.clockFrom), values })
      return stored.ok ? { ok: true } : stored
    },

    /**
     * Notes that somebody is on it. This needs their consent if they are named, and always on a picture of people. On a group's picture
     * nobody need be noted; those who are can stop it.
     */
    async note(colleague: Colleague, id: string, who: string, shownAs: string | null): Promise<Noted> {
      const opened = await open(colleague, id)
      if (!opened.ok) return opened
      const head = await headOf(opened, id)
      if (head === undefined) return { ok: false, why: 'gone' }
      if (head.kind === 'home') return { ok: false, why: 'home' }
      if ((await idsOn(id)).includes(who)) return { ok: false, why: 'already' }
      const byPermission = shownAs !== null || head.kind === 'people'
      const theirs = await gate.open(colleague, { activity: byPermission ? 'publicity' : ofEvents, person: who, because })
      if (!theirs.ok) return theirs
      const stored = await theirs.collect(picturedPerson, { ...fresh(head.clockFrom), values: { pictureId: id, shownAs } })
      return stored.ok ? { ok: true } : stored
    },
  }

  /** What belongs to a picture is due with it, since it has the picture's clock. */
  function fresh(clock: string | null) {
    const clockFrom = clock === null ? dateIn(deps.clock()) : Temporal.PlainDate.from(clock)
    return { id: randomUUID(), source: 'colleague', collectedAt: deps.clock(), clockFrom } as const
  }

  async function headOf(opened: Opened<typeof ofEvents>, id: string) {
    const answer = await opened.read(pictures, id)
    return answer.ok ? answer.rows[0] : undefined
  }
}
