import { type LawToday, lawToday } from '#law/today.ts'
import { basesOfUse } from './basis-for.ts'
import type { Edition } from './edition.ts'
import type { Condition } from './vocabulary.ts'

type Note = keyof typeof lawToday
type Article = Edition['notice'][number]
type Layer = Edition['layers'][number]

/**
 * Where a note stands: beside these clauses of the notice, and on these layered notices; `if`: and only where this edition says, or rests on, what law
 * has moved on from.
 */
type Place = {
  readonly clauses: readonly string[]
  readonly layers?: readonly string[]
  readonly if?: (edition: Edition, where: Pick<Article, 'body'>) => boolean
}

const places: Readonly<Record<Note, Place>> = {
  commission: { clauses: ['N6', 'R2', 'R8', 'CV1'], layers: ['your-rights'], if: (_, { body }) => /Information Commissioner/.test(body) },
  'camera-commissioner': { clauses: ['CV1'], if: (_, { body }) => /(?<!and )Surveillance Camera Commissioner/.test(body) },
  'recognised-interests': { clauses: ['L2'], if: (edition) => !basesOf(edition).includes('recognised-legitimate-interests') },
  'criminal-allegations': { clauses: ['CC1'], layers: ['renting-a-home', 'supported-sheltered-extra-care', 'under-18s-and-children'] },
  complaint: { clauses: ['N6', 'A1'], if: (_, { body }) => !/\bcourt\b/.test(body) },
  'ordinary-support': {
    clauses: ['SC7'],
    layers: ['supported-sheltered-extra-care', 'tenancy-sustainment'],
    if: (edition) => rests(edition, 'support-and-wellbeing', 'sch-1-para-18'),
  },
  'equality-figures': {
    clauses: ['SC4'],
    layers: ['renting-a-home'],
    if: (edition) => basisOf(edition, 'equality-monitoring') === 'legal-obligation',
  },
  'lettings-figures': { clauses: ['U7'], if: (edition) => basisOf(edition, 'regulatory-requirements') === 'legal-obligation' },
  'shares-for-the-public-interest': {
    clauses: ['B1'],
    layers: ['supported-sheltered-extra-care'],
    if: (edition) => sharesOn(edition, 'public-interest'),
  },
  'council-tax': { clauses: ['R10'], layers: ['renting-a-home', 'shared-ownership', 'leasehold'] },
  'tenancy-references': { clauses: ['R6'], layers: ['renting-a-home'] },
  marketing: { clauses: ['MK4'], layers: ['buying-a-home'] },
}

/**
 * What law says today beside an answer of the notice. The landlord's own words stay as they were written. Notes are those that hold on the day, and
 * each stands beside every answer that it concerns.
 */
export function lawTodayBeside(edition: Edition, article: Article, day: Temporal.PlainDate): readonly LawToday[] {
  return notesWhere(
    day,
    (place) => place.clauses.some((clause) => article.clauses.includes(clause)) && (place.if?.(edition, article) ?? true),
  )
}

/** The same for a layered notice. */
export function lawTodayOnLayer(edition: Edition, layer: Layer, day: Temporal.PlainDate): readonly LawToday[] {
  return notesWhere(day, (place) => place.layers?.includes(layer.id) === true && (place.if?.(edition, layer) ?? true))
}

function notesWhere(day: Temporal.PlainDate, stands: (place: Place) => boolean): readonly LawToday[] {
  const notes: readonly [string, LawToday][] = Object.entries(lawToday)
  return notes.flatMap(([id, note]) => (note.from <= day.toString() && isNote(id) && stands(places[id]) ? [note] : []))
}

/** What the landlord has to decide because law has moved on from what this edition says. */
export function lawToConfirm(edition: Edition, day: Temporal.PlainDate): readonly string[] {
  return [...new Set(edition.notice.flatMap((article) => lawTodayBeside(edition, article, day).flatMap(({ confirm }) => confirm ?? [])))]
}

function isNote(id: string): id is Note {
  return Object.hasOwn(lawToday, id)
}

function basesOf({ activities }: Edition): readonly string[] {
  return activities.flatMap((activity) => [...basesOfUse(activity), ...activity.sharing.map(({ basis }) => basis)])
}

function basisOf({ activities }: Edition, activity: string): string | undefined {
  return activities.find(({ id }) => id === activity)?.basis
}

function rests({ activities }: Edition, activity: string, condition: Condition): boolean {
  const found = activities.find(({ id }) => id === activity)
  return Object.values(found?.conditions ?? {}).some((named) => named?.includes(condition) === true)
}

function sharesOn({ activities }: Edition, basis: string): boolean {
  return activities.some(({ sharing }) => sharing.some((share) => share.basis === basis))
}
