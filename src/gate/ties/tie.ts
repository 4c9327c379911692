/**
 * How a row is tied to people, as one object: whoever has to know asks it, and nobody asks which tie it is. SQL is over the type's table, where
 * `t` is the row, `h` a hold or an objection on a person.
 */
export type Tie = {
  /** The columns besides its fields by which a row names what it hangs on. */
  readonly links: readonly Link[]
  /** Which of a row's ids names the one person it is about; null where that is many people or nobody. */
  readonly person: 'id' | 'personId' | null
  /** That person need not be on file, and may become known later. */
  readonly mayBeUnknown?: true
  /** Which of a row's ids names the tenure that it is or hangs on. */
  readonly tenure: 'id' | 'tenureId' | null
  /** It is about nobody: no rule takes it away. */
  readonly stays?: true
  /** What keeps a row: how a hold or an objection on a person reaches it, as SQL. Null where none does. */
  readonly keptBy: string | null
  /** From which date its period runs once a tenancy ends; null where no tenancy ends with it. */
  readonly tenancyEnd: TenancyEnd | null
  /** Which of a row's ids names the key that seals its words: its own, or that of what it hangs on. A field's name where a field holds it. */
  readonly key: string
  /** Which rows concern a person ($1), as SQL. */
  readonly reached: string
  /** The views that `reached` and `keptBy` look up, and those of whoever works with such rows: ids only, and no others are granted. */
  readonly views: readonly string[]
  /** Through whose record a row is opened, as SQL of an id. */
  readonly openedBy: string
  /** A row's own id is what it is opened by, and whom its evidence is about. */
  readonly standsAlone: boolean
  /** Rows stand on people's records. */
  readonly isOnRecord: boolean
  /** How a search of somebody's data comes to it: as theirs, by where they lived, or not at all. */
  readonly searched: 'by-person' | 'by-place' | 'never'
}

type Link = 'person_id' | 'tenure_id' | 'place_id'

/** The date, and the table where it stands if not in the row: `t` is joined to it `on` something. */
type TenancyEnd = { readonly date: string; readonly at?: { readonly table: string; readonly on: string } }

/** A tie with two ends: a row that is what others hang on, and a row that hangs on it. */
export type TwoEnds = { readonly itself: Tie; readonly about: Tie }

/** Whether a row may be about somebody who never had a tenancy; what hangs on a tenure is of one. */
export function isOfOnePerson({ person, tenure }: Pick<Tie, 'person' | 'tenure'>): boolean {
  return person !== null && tenure === null
}
