import { compile } from '#decisions/compile.ts'
import type { Applies, Requirement } from '#decisions/requirement.ts'
import { requirements } from '#decisions/requirements.ts'
import { type CompiledEntry, hasAt, type Line, size, type Tables } from '#decisions/tables.ts'
import { type EditionActivity, editionShape, type ReleasedEdition } from '#notice/edition.ts'
import {
  acts,
  type Category,
  type Circumstance,
  categories,
  circumstances,
  recipientKinds,
  relationships,
  roles,
  sensitivityOf,
} from '#notice/vocabulary.ts'
import { type Dice, pick } from './random-requests.ts'

/** One rule made wrong. `tables` are what the engine would then answer from. */
export type Fault = { readonly what: string; readonly tables: () => Tables }

/** Everything that can be wrong with one requirement of law: gone, another circumstance, turned round, too wide, too narrow. */
export function requirementFaults(released: ReleasedEdition): readonly Fault[] {
  return requirements.flatMap((requirement, index) => {
    const instead = (what: string, ...changed: readonly Requirement[]): Fault => ({
      what: `${requirement.id} ${what}`,
      tables: () => compile(released, requirements.toSpliced(index, 1, ...changed)),
    })
    const { id, applies, clause, source } = requirement
    const head = { id, applies, clause, source }
    const conditions: (keyof Applies)[] = Object.keys(applies).filter((key): key is keyof Applies => key in applies)
    return [
      instead('is forgotten'),
      ...conditions.map((key) => instead(`is for everything, whatever its ${key}`, { ...requirement, applies: without(applies, key) })),
      ...wrongCircumstances(requirement).map((changed) => instead('looks at something else', { ...head, ...changed })),
    ]
  })
}

function wrongCircumstances(
  requirement: Requirement,
): readonly ({ needs: { anyOf: readonly Circumstance[]; when?: Circumstance } } | { stops: Circumstance })[] {
  const other = 'interest-in-property'
  if ('stops' in requirement) return [{ stops: other }, { needs: { anyOf: [requirement.stops] } }]
  const [first = other, ...rest] = requirement.needs.anyOf
  const { when } = requirement.needs
  return [
    { needs: { anyOf: [other] } },
    { stops: first },
    { needs: { anyOf: [first, ...rest, other], ...(when === undefined ? {} : { when }) } },
    ...(when === undefined ? [{ needs: { anyOf: [first], when: other } } as const] : [{ needs: { anyOf: [first] } }]),
    ...rest.map((_, index) => ({ needs: { anyOf: [first, ...rest].toSpliced(index + 1, 1), ...(when === undefined ? {} : { when }) } })),
  ]
}

function without(applies: Applies, key: keyof Applies): Applies {
  return Object.fromEntries(Object.entries(applies).filter(([other]) => other !== key))
}

/** An edition misread in one place: a word more or less in one list of one line, a flag turned, a basis changed. */
export function editionFaults(released: ReleasedEdition, dice: Dice, count: number): readonly Fault[] {
  const kinds = Object.entries(misreadings)
  return Array.from({ length: count }, (_, index) => {
    const [kind, misread] = kinds[index % kinds.length] ?? ['nothing', () => undefined]
    const activities: (EditionActivity | undefined)[] = [...released.edition.activities]
    const tries = startingAt(dice(activities.length), activities.length).flatMap((each) => [each, each, each, each])
    const at = tries.find((each) => {
      const changed = misread(structuredClone(released.edition.activities[each]), dice)
      if (changed !== undefined) activities[each] = changed
      return changed !== undefined
    })
    if (at === undefined) throw new Error(`there is nowhere to plant ${kind}`)
    const edition = editionShape.parse({ ...released.edition, activities })
    return { what: `${kind} in ${released.edition.activities[at]?.id}`, tables: () => compile({ ...released, edition }) }
  })
}

function startingAt(first: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => (first + index) % length)
}

type Misread = (activity: EditionActivity | undefined, dice: Dice) => EditionActivity | undefined

/** Changes one line of the clone, or says that there is nothing of the kind to change. */
function onGrant(change: (grant: EditionActivity['colleagues'][number], activity: EditionActivity, dice: Dice) => boolean): Misread {
  return (activity, dice) => {
    const grant = activity && pick(dice, activity.colleagues)
    return grant && change(grant, activity, dice) ? activity : undefined
  }
}

function onSharing(change: (sharing: EditionActivity['sharing'][number], activity: EditionActivity, dice: Dice) => boolean): Misread {
  return (activity, dice) => {
    const sharing = activity && pick(dice, activity.sharing)
    return sharing && change(sharing, activity, dice) ? activity : undefined
  }
}

function shorter<T>(list: T[], dice: Dice): boolean {
  if (list.length < 2) return false
  list.splice(dice(list.length), 1)
  return true
}

/** Takes out a category that counted: a special one without its condition never did. */
function fewer(line: { categories: Category[] }, activity: EditionActivity, dice: Dice): boolean {
  const counted = line.categories.filter((each) => sensitivityOf(each) === 'ordinary' || activity.conditions[each] !== undefined)
  const gone = pick(dice, counted)
  if (gone === undefined || line.categories.length < 2) return false
  line.categories = line.categories.filter((each) => each !== gone)
  return true
}

function longer<T>(list: T[], from: readonly T[], dice: Dice): boolean {
  const more = pick(
    dice,
    from.filter((each) => !list.includes(each)),
  )
  if (more !== undefined) list.push(more)
  return more !== undefined
}

const misreadings: Readonly<Record<string, Misread>> = {
  'a relationship less': (activity, dice) => (activity && shorter(activity.relationships, dice) ? activity : undefined),
  'a relationship more': (activity, dice) => (activity && longer(activity.relationships, relationships, dice) ? activity : undefined),
  'a category less': (activity, dice) => {
    const category =
      activity &&
      pick(
        dice,
        activity.categories.filter((each) => sensitivityOf(each) === 'ordinary' || activity.conditions[each] !== undefined),
      )
    if (activity === undefined || activity.categories.length < 2) return undefined
    return { ...activity, categories: activity.categories.filter((each) => each !== category) }
  },
  'another basis': (activity) => {
    if (activity === undefined || activity.colleagues.length === 0) return undefined
    return { ...activity, basis: activity.basis === 'contract' ? 'legitimate-interests' : 'contract' }
  },
  'one basis for everybody': (activity) => {
    if (activity?.otherBases === undefined || activity.colleagues.length === 0) return undefined
    return { ...activity, otherBases: undefined }
  },
  'another basis for others': (activity) => {
    if (activity?.otherBases === undefined || activity.colleagues.length === 0) return undefined
    return { ...activity, otherBases: activity.otherBases.map((other) => ({ ...other, basis: 'consent' })) }
  },
  'the later of two lists for others': (activity) => {
    if (activity?.otherBases === undefined || activity.colleagues.length === 0) return undefined
    return { ...activity, otherBases: activity.otherBases.toReversed() }
  },
  'asking where it is refused, or the reverse': (activity) =>
    activity && { ...activity, otherSharing: activity.otherSharing === 'refused' ? 'ask-consent' : 'refused' },
  'a role less': onGrant((grant, _, dice) => shorter(grant.roles, dice)),
  'a role more': onGrant((grant, activity, dice) =>
    longer(
      grant.roles,
      roles.filter((role) => !activity.colleagues.some((each) => each.roles.includes(role))),
      dice,
    ),
  ),
  'an act less': onGrant((grant, _, dice) => shorter(grant.acts, dice)),
  'an act more': onGrant((grant, activity, dice) => {
    const free = acts.filter(
      (act) =>
        act !== 'share' && !activity.colleagues.some((each) => each !== grant && each.roles.some((role) => grant.roles.includes(role))),
    )
    return longer(
      grant.acts,
      free.filter((act) => act !== 'share'),
      dice,
    )
  }),
  'a category less for a role': onGrant((grant, activity, dice) => fewer(grant, activity, dice)),
  'a need forgotten': onGrant((grant) => grant.needs.shift() !== undefined),
  'a stop forgotten': onGrant((grant) => grant.stops.shift() !== undefined),
  'a stop invented': onGrant((grant) => grant.stops.push('interest-in-property') > 0),
  'a need invented': onGrant((grant) => grant.needs.push({ anyOf: ['on-hold'] }) > 0),
  'a recipient more': onSharing((sharing, activity, dice) =>
    longer(
      sharing.with,
      recipientKinds.filter((kind) => !activity.sharing.some((each) => each.with.includes(kind))),
      dice,
    ),
  ),
  'a category less for a recipient': onSharing((sharing, activity, dice) => fewer(sharing, activity, dice)),
  'a regular sharing taken for a single one, or the reverse': onSharing((sharing) => {
    sharing.regular = !sharing.regular
    return true
  }),
  'another basis for a sharing': onSharing((sharing) => {
    sharing.basis = sharing.basis === 'vital-interests' ? 'public-interest' : 'vital-interests'
    return true
  }),
  'another condition for a sharing': onSharing((sharing) => {
    const special = categories.find((category) => sharing.conditions[category] !== undefined)
    if (special === undefined) return false
    sharing.conditions[special] = sharing.conditions[special]?.includes('art-9-2-a') ? ['art-9-2-f'] : ['art-9-2-a']
    return true
  }),
}

/** One number of the tables gone wrong, as a stray write would leave it. */
export function tableFaults(released: ReleasedEdition, dice: Dice, count: number): readonly Fault[] {
  const kinds = Object.entries(strayWrites)
  return Array.from({ length: count }, (_, index) => {
    const [what, write] = kinds[index % kinds.length] ?? ['nothing', (tables: Tables) => tables]
    return { what, tables: () => write(compile(released), dice) }
  })
}

const strayWrites: Readonly<Record<string, (tables: Tables, dice: Dice) => Tables>> = {
  'a cell closed': (tables, dice) => flip(tables, tables.cells, dice, (value) => value !== 0),
  'a cell that leads elsewhere': (tables, dice) => {
    const at = some(tables.cells, dice, (value) => value !== 0)
    tables.cells[at] = (tables.cells[at] ?? 0) === 1 ? 2 : (tables.cells[at] ?? 0) - 1
    return tables
  },
  'a relationship that leads to the cells of another': (tables, dice) => {
    const at = some(tables.blocks, dice, (value, index) => value !== Math.floor(index / size.relationship))
    tables.blocks[at] = Math.floor(at / size.relationship)
    return tables
  },
  'a category taken away from an activity': (tables, dice) => flip(tables, tables.has, dice, (value) => value === 1),
  'an asker taken out of an activity': (tables, dice) => flip(tables, tables.named, dice, (value) => value === 1),
  'what was open closed': (tables, dice) => flip(tables, tables.open, dice, (value, at) => value === 1 && isOpenInPart(tables, at)),
  'the tables cut short': (tables) => ({ ...tables, cells: tables.cells.slice(0, Math.floor(tables.cells.length / 2)) }),
  'a line forgotten': (tables, dice) => onLine(tables, dice, () => undefined),
  'a line with another mask': (tables, dice) =>
    onLine(tables, dice, (line) => ({ ...line, mask: 1 << circumstances.indexOf('interest-in-property') })),
  'a line turned round': (tables, dice) => onLine(tables, dice, (line) => ({ ...line, kind: line.kind === 'needs' ? 'stops' : 'needs' })),
  'an entry that does not read what it asks': (tables, dice) => {
    const at = startingAt(dice(tables.reads.length), tables.reads.length).find((each) => tables.reads[each] !== 0) ?? 0
    tables.reads[at] = 0
    return tables
  },
}

/** Open for some acts and closed for others: the only place where being open at all makes a difference to what is told. */
function isOpenInPart({ cells, has }: Tables, at: number): boolean {
  const [asker, category] = [Math.floor(at / size.category), at % size.category]
  const entries = acts.map((_, act) => cells[(asker * size.act + act) * size.category + category] ?? 0)
  const carried = has[hasAt(Math.floor(asker / size.who), category)] === 1
  return carried && asker % size.who < roles.length && entries.slice(0, 3).includes(0)
}

function flip(tables: Tables, table: Uint8Array | Int32Array, dice: Dice, which: (value: number, at: number) => boolean): Tables {
  table[some(table, dice, which)] = 0
  return tables
}

function some(table: Uint8Array | Int32Array, dice: Dice, which: (value: number, at: number) => boolean): number {
  const from = dice(table.length)
  for (let index = 0; index < table.length; index++) {
    const at = (from + index) % table.length
    if (which(table[at] ?? 0, at)) return at
  }
  return 0
}

function onEntry(
  tables: Tables,
  dice: Dice,
  change: (entry: CompiledEntry) => CompiledEntry,
  which = (entry: CompiledEntry) => entry.lines.length > 0,
): Tables {
  const at = startingAt(dice(tables.entries.length), tables.entries.length).find((each) => {
    const entry = tables.entries[each]
    return entry !== undefined && which(entry)
  })
  return { ...tables, entries: tables.entries.map((entry, index) => (entry !== undefined && index === at ? change(entry) : entry)) }
}

/** Only a line that no other of its entry repeats: what is said twice may be forgotten once. */
function onLine(tables: Tables, dice: Dice, change: (line: Line) => Line | undefined): Tables {
  const alone = (line: Line, { lines }: CompiledEntry) => lines.filter((other) => other.order === line.order).length === 1
  const changed = (entry: CompiledEntry): CompiledEntry => {
    const line = pick(
      dice,
      entry.lines.filter((each) => alone(each, entry)),
    )
    return { ...entry, lines: entry.lines.flatMap((each) => (each === line ? (change(each) ?? []) : [each])) }
  }
  return onEntry(tables, dice, changed, (entry) => entry.lines.some((line) => alone(line, entry)))
}
