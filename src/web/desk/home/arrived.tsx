import type { JSX } from 'preact'
import { type Arrived, mostCounted } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import { dateIn } from '#shared/clock.ts'
import { Link } from '../../components/index.ts'
import { counted, type DeskDeps, longDate } from '../kit.ts'
import type { DeskLink } from '../signed.tsx'

/** What comes in for a subject and waits to be worked through: its line on the home page of those whose work it is. */
export type Arrivals = Pick<DeskLink, 'leadsTo'> & {
  readonly one: string
  readonly many: string
  /** A number alone, and about nobody. */
  readonly count: (deps: DeskDeps, colleague: Colleague) => Promise<Arrived>
}

type Line = Arrived & Pick<Arrivals, 'one' | 'many'> & { readonly href: string }

/** The lines that the notice opens to the colleague; nothing else is counted. */
export async function linesFor(deps: DeskDeps, arrivals: readonly Arrivals[], colleague: Colleague): Promise<readonly Line[]> {
  const { edition } = deps.editions.current()
  const lines = arrivals.map(async ({ leadsTo, count, one, many }) => {
    const href = leadsTo(edition, colleague)
    return href === null ? [] : [{ one, many, href, ...(await count(deps, colleague)) }]
  })
  return (await Promise.all(lines)).flat()
}

/** What came in, each with its number and the way to it. */
export function CameIn({ lines }: { readonly lines: readonly Line[] }): JSX.Element {
  const some = lines.filter(({ count }) => count > 0)
  const none = lines.filter(({ count }) => count === 0).map(({ many }) => many)
  return (
    <>
      {some.length === 0 ? null : (
        <ul class="govuk-list">
          {some.map((line) => (
            <li>
              <Link href={line.href}>{numberOf(line)}</Link>
              {line.newest === null ? null : <span class="app-meta"> The newest came on {longDate(dateIn(line.newest))}.</span>}
            </li>
          ))}
        </ul>
      )}
      {some.length === lines.length && lines.length > 0 ? null : (
        <p class={`govuk-body ${some.length === 0 ? 'app-empty' : 'app-meta'}`}>
          {lines.length === 0 ? 'Nothing comes in for your role. If it does, it is listed here.' : `None at present: ${none.join('; ')}.`}
        </p>
      )}
    </>
  )
}

function numberOf({ count, one, many }: Line): string {
  return count < mostCounted ? counted(count, one, many) : `${mostCounted} or more ${many}`
}
