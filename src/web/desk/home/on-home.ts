import type { JSX } from 'preact'
import type { Colleague } from '#gate/judge.ts'
import type { DeskDeps, DeskLink } from '../signed.tsx'

/** What a subject shows on the home page itself, for those to whom its list leads; null where there is nothing to show. */
export type OnHome = Pick<DeskLink, 'leadsTo'> & {
  readonly draw: (deps: DeskDeps, colleague: Colleague) => Promise<JSX.Element | null>
}

/** The parts of the home page that the notice opens to the colleague; nothing else is read. */
export async function partsFor(deps: DeskDeps, parts: readonly OnHome[], colleague: Colleague): Promise<readonly JSX.Element[]> {
  const { edition } = deps.editions.current()
  const open = parts.filter(({ leadsTo }) => leadsTo(edition, colleague) !== null)
  return (await Promise.all(open.map(({ draw }) => draw(deps, colleague)))).flatMap((part) => part ?? [])
}
