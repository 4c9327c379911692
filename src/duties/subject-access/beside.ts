import { reasonOf } from '#duties/openings/openings.ts'
import { made, statements } from '#duties/openings/stated.ts'
import { proofOf } from '#duties/tasks/tasks.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Opened } from '#gate/opened.ts'
import { type OpeningReason, openingReasons } from '#gate/opening-reason.ts'
import { everyOtherTable } from '#records/every-other-table.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { Decided } from '../rights/decided.ts'
import { isDecidedAlone } from './decided-one-by-one.ts'
import type { Beside, PackItem } from './gather.ts'
import { inWords, whyLeftOut } from './left-out.ts'
import { namesNobody } from './names-nobody.ts'

const reasonWords: Readonly<Record<OpeningReason, string>> = {
  call: 'You were on the telephone',
  visit: 'You were with us, or we visited you',
  letter: 'You wrote to us',
  case: 'A case that was worked on',
  'rights-request': 'A right that you used',
  check: 'A check that a colleague was asked to make',
  import: 'What came from another system was taken in',
  emergency: 'An emergency',
}

type Given = 'opening' | 'identity_check' | 'task'
type Deps = Pick<GateDeps, 'database' | 'keys' | 'inForce'>
type Values = PackItem['values']
/** `words`: what a colleague wrote, by its label; null if nothing was written. */
type Of = { readonly values: Values; readonly words: Readonly<Record<string, string | null>> }

/** How one table is shown: its title, the moment of each row, and what the row says. */
type Told = { readonly title: string; readonly at: string; readonly of: (deps: Deps, row: Row) => Promise<Of> }

/**
 * Which colleague did it is left out, since that is about the colleague; the person is owed when it was done and what for (UK GDPR Article
 * 15(1)(a)). Colleagues' words are given only if nothing in them can be about somebody else, as with the words of a contact.
 */
const told: Readonly<Record<Given, Told>> = {
  opening: {
    title: 'Times your record was opened',
    at: 'opened_at',
    async of(deps, row) {
      const { reference, specialReason, stated } = await reasonOf(deps.keys, row)
      const activity = deps.inForce().released.edition.activities.find(({ id }) => id === row.activity)?.title
      return {
        values: {
          Opened: String(row.opened_at),
          For: activity ?? String(row.activity),
          ...(typeof row.call_reference === 'string' ? { 'Call reference': row.call_reference } : {}),
          Why: openingReasons.flatMap((known) => (known === row.reason ? reasonWords[known] : []))[0] ?? String(row.reason),
        },
        words: {
          ...{ Reference: reference, 'Why health or support information was needed': specialReason },
          ...Object.fromEntries(made(stated).map((each) => [statements[each], stated[each] ?? null])),
        },
      }
    },
  },
  identity_check: {
    title: 'Times we checked who you are',
    at: 'checked_at',
    of: async (_parts, row) => ({
      values: { Checked: String(row.checked_at), 'What was said matched': row.passed === true },
      words: {},
    }),
  },
  task: {
    title: 'What was done about you',
    at: 'raised_at',
    async of(deps, row) {
      const done = typeof row.done_at === 'string' ? { Done: row.done_at } : {}
      return { values: { 'To be done until': String(row.due_on), ...done }, words: { 'What was done': await proofOf(deps.keys, row) } }
    },
  },
}

/** Tables that are no record types and of which a person gets their own rows (`access: 'given'`). */
export const givenBeside = ['opening', 'identity_check', 'task'] as const satisfies readonly Given[]

/**
 * What is stored about the person outside the record types. Access to each table is decided by the gate, for the category that it belongs
 * to. `decided`: about the words that somebody has to read. `looksTold`: the openings of which it was decided that the person is told, where that is
 * decided one by one.
 */
export async function besideOf(
  deps: Deps,
  opened: Opened<'rights-requests'>,
  { decided, looksTold = new Set() }: { readonly decided?: Decided | undefined; readonly looksTold?: ReadonlySet<string> | undefined } = {},
): Promise<readonly Beside[]> {
  const role = roleName(deps.database.schema, 'machinery')
  return Promise.all(
    givenBeside.map(async (table): Promise<Beside> => {
      const { title, at, of } = told[table]
      const { person: whose, category } = everyOtherTable[table]
      const type = nameOfTable(table)
      const section = { type, title, category }
      const refusal = await opened.mayView(category, type)
      if (refusal !== null) {
        const why = inWords(refusal)
        return { section, items: [], withheld: [{ type, count: 0, reason: why }], closed: why }
      }
      const stored = await deps.database.once(role, `select * from ${table} where ${whose} = $1 order by ${at}`, [opened.person])
      const rows = stored.filter((row) => isTold(row, looksTold))
      const all = await Promise.all(
        rows.map(async (row) => sortedOut({ ...(await of(deps, row)), at: String(row[at]), id: String(row.id), place: type }, decided)),
      )
      const reasons = all.flatMap((each) => [whyLeftOut.othersName, ...each.reasons])
      const withheld = [...Map.groupBy(reasons, (reason) => reason)].map(([reason, { length }]) => ({ type, count: length, reason }))
      return { section, items: all.map(({ item }) => item), withheld, closed: null }
    }),
  )
}

/** Whether the person is told of a row. The review of an emergency tells of the opening that it is about. */
function isTold({ id, activity, kind, about }: Row, looksTold: ReadonlySet<string>): boolean {
  if (kind === 'emergency-review') return looksTold.has(String(about))
  return !isDecidedAlone(activity) || looksTold.has(String(id))
}

/** The title of such a table's rows in the pack; undefined for any other name. */
export function titleBeside(type: string): string | undefined {
  const table = givenBeside.find((each) => nameOfTable(each) === type)
  return table && told[table].title
}

/** A table as pages and packs name it. */
export function nameOfTable(table: string): string {
  return table.replaceAll('_', '-')
}

type Placed = Of & { readonly at: string; readonly id: string; readonly place: string }

/** `reasons`: each reason for which words of it are left out, once. */
function sortedOut(
  { at, id, place, values, words }: Placed,
  decided?: Decided,
): { readonly item: PackItem; readonly reasons: readonly string[] } {
  const given: Record<string, string> = {}
  const reasons = new Set<string>()
  for (const [label, said] of Object.entries(words)) {
    if (said === null) continue
    const read = () => decided?.({ place, itemId: id, field: label, value: said, isTheirs: false, isHealth: false })
    const leaves = namesNobody(said) ? { words: said, reasons: [] } : (read() ?? { words: null, reasons: [whyLeftOut.mayNameOthers] })
    if (leaves.words !== null) given[label] = leaves.words
    for (const reason of leaves.reasons) reasons.add(reason)
  }
  return { item: { source: 'colleague', collectedAt: at, values: { ...values, ...given } }, reasons: [...reasons] }
}
