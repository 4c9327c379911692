/**
 * How a row is tied to people, as one object. Code that needs to know asks this object, and never which tie it is. SQL is over the type's
 * table, where `t` is the row and `h` a hold or an objection of a person.
 */
export type Tie = {
  /** The columns, besides its fields, that name what a row belongs to. */
  readonly links: readonly Link[]
  /** Which of a row's ids names the one person that it is about; null if that is several people or nobody. */
  readonly person: 'id' | 'personId' | null
  /** This person may be somebody who is not on file, and may become known later. */
  readonly mayBeUnknown?: true
  /** Which of a row's ids names the tenure that it is or belongs to. */
  readonly tenure: 'id' | 'tenureId' | null
  /** It is about nobody, so no retention rule deletes it. */
  readonly stays?: true
  /** How a hold or an objection of a person reaches a row, as SQL. Null if none can. */
  readonly keptBy: string | null
  /** The date from which its period runs once a tenancy ends; null if the end of a tenancy does not matter. */
  readonly tenancyEnd: TenancyEnd | null
  /**
   * Which of a row's ids names the key that seals its words: its own id, or that of what it belongs to. The name of a field if a field
   * holds it.
   */
  readonly key: string
  /** The rows that concern a person ($1), as SQL. */
  readonly reached: string
  /** The views that `reached` and `keptBy` use, and those that work with such rows needs. They hold ids only, and only they are granted. */
  readonly views: readonly string[]
  /** Which record a row is opened through, as SQL that gives the id. */
  readonly openedBy: string
  /** A row has a record of its own: it is opened by its own id, and evidence about it carries that id. */
  readonly standsAlone: boolean
  /** Rows appear on people's records. */
  readonly isOnRecord: boolean
  /** How a search of somebody's data finds its rows: by the person, by where they lived, or never. */
  readonly searched: 'by-person' | 'by-place' | 'never'
}

type Link = 'person_id' | 'tenure_id' | 'place_id'

/** The date, and the table that has it if the row does not: `t` is joined to that table `on` a condition. */
type TenancyEnd = { readonly date: string; readonly at?: { readonly table: string; readonly on: string } }

/** A tie with two ends: a row that others belong to, and the rows that belong to it. */
export type TwoEnds = { readonly itself: Tie; readonly about: Tie }

/** Whether a row may be about somebody who never had a tenancy. A row that belongs to a tenure may not. */
export function isOfOnePerson({ person, tenure }: Pick<Tie, 'person' | 'tenure'>): boolean {
  return person !== null && tenure === null
}
