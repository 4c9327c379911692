import { reasonOf } from '#duties/openings/openings.ts'
import { proofOf } from '#duties/tasks/tasks.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { type OpeningReason, openingReasons } from '#gate/opening-reason.ts'
import type { GateParts } from '#gate/parts.ts'
import { everyOtherTable } from '#records/every-other-table.ts'
import type { Row } from '#store/database.ts'
import { roleName } from '#store/role-names.ts'
import type { PackEnding, PackHead, PackItem, PackTaker, SectionHead } from './gather.ts'
import { whyLeftOut } from './left-out.ts'

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
type Parts = Pick<GateParts, 'database' | 'keys' | 'inForce' | 'record'>
type Values = PackItem['values']

/** Of one table: its title, when each row is of, and what of it the person gets. */
type Told = { readonly title: string; readonly at: string; readonly valuesOf: (parts: Parts, row: Row) => Promise<Values> }

/**
 * Who of us did it is left out: that is about a colleague, and whoever asks is owed when and what for (UK GDPR Article 15(1)(a)). Their words are about
 * the person, and are given, as those of a contact are.
 */
const told: Readonly<Record<Given, Told>> = {
  opening: {
    title: 'Times your record was opened',
    at: 'opened_at',
    async valuesOf(parts, row) {
      const { reference, specialReason } = await reasonOf(parts.keys, row)
      const activity = parts.inForce().released.edition.activities.find(({ id }) => id === row.activity)?.title
      const said = specialReason === null ? {} : { 'Why health or support information was needed': specialReason }
      return {
        Opened: String(row.opened_at),
        For: activity ?? String(row.activity),
        Why: openingReasons.flatMap((known) => (known === row.reason ? reasonWords[known] : []))[0] ?? String(row.reason),
        Reference: reference,
        ...said,
      }
    },
  },
  identity_check: {
    title: 'Times we checked who you are',
    at: 'checked_at',
    valuesOf: async (_parts, row) => ({ Checked: String(row.checked_at), 'What was said matched': row.passed === true }),
  },
  task: {
    title: 'What was done about you',
    at: 'raised_at',
    async valuesOf(parts, row) {
      const proof = await proofOf(parts.keys, row)
      const done = typeof row.done_at === 'string' ? { Done: row.done_at } : {}
      return { 'To be done until': String(row.due_on), ...done, ...(proof === null ? {} : { 'What was done': proof }) }
    },
  },
}

/** The tables beside the record types of which the person gets what is theirs (`access: 'given'`). */
export const givenBeside = ['opening', 'identity_check', 'task'] as const satisfies readonly Given[]

/** Hands on a pack, and after it what stands about the person beside the record types. */
export type Beside = { readonly taker: PackTaker; readonly ended: () => PackEnding | undefined }

export function withBeside(parts: Parts, taker: PackTaker): Beside {
  let head: PackHead | undefined
  let ended: PackEnding | undefined
  return {
    ended: () => ended,
    taker: {
      ...taker,
      begin(of) {
        head = of
        return taker.begin(of)
      },
      async end(ending) {
        const found = head === undefined ? [] : await besideOf(parts, head)
        for (const { items, ...section } of found) {
          if (items.length === 0) continue
          await taker.section(section)
          await taker.items(items)
        }
        ended = endingWith(ending, found)
        await taker.end(ended)
      },
    },
  }
}

type Found = SectionHead & { readonly items: readonly PackItem[] }

async function besideOf(parts: Parts, { person, edition }: PackHead): Promise<readonly Found[]> {
  const role = roleName(parts.database.schema, 'machinery')
  const found = await Promise.all(
    givenBeside.map(async (table): Promise<Found> => {
      const { title, at, valuesOf } = told[table]
      const { person: whose, category } = everyOtherTable[table]
      const rows = await parts.database.once(role, `select * from ${table} where ${whose} = $1 order by ${at}`, [person])
      const items = await Promise.all(rows.map(async (row): Promise<PackItem> => itemOf(String(row[at]), await valuesOf(parts, row))))
      return { type: nameOf(table), title, category, items }
    }),
  )
  // That it was looked at is on record, as of everything else in the pack.
  const categories = [...new Set(givenBeside.map((table) => everyOtherTable[table].category))]
  const detail = { types: givenBeside.map(nameOf) }
  const looked = systemEntry({ kind: 'rights', actor: 'system:subject-access', act: 'view', edition, detail })
  await parts.record([{ ...looked, subject: person, categories, activity: 'rights-requests' }])
  return found
}

function endingWith(ending: PackEnding, found: readonly Found[]): PackEnding {
  const sections = found.filter(({ items }) => items.length > 0)
  return {
    ...ending,
    items: { ...ending.items, ...Object.fromEntries(sections.map(({ type, items }) => [type, items.length])) },
    withheld: [...ending.withheld, ...sections.map(({ type, items }) => ({ type, count: items.length, reason: whyLeftOut.othersName }))],
    searched: [
      ...ending.searched,
      ...found.map(({ type, category, items }) => ({ type, category, found: items.length, given: items.length })),
    ],
  }
}

/** How the pack names such a table's rows; undefined where it is none of them. */
export function titleBeside(type: string): string | undefined {
  const table = givenBeside.find((each) => nameOf(each) === type)
  return table && told[table].title
}

function nameOf(table: string): string {
  return table.replaceAll('_', '-')
}

function itemOf(collectedAt: string, values: Values): PackItem {
  return { source: 'colleague', collectedAt, values }
}
