import type { FastifyInstance } from 'fastify'
import { openedLately } from '#duties/openings/lately.ts'
import { tasks as tasksOf } from '#duties/tasks/tasks.ts'
import { limitedAsSigningIn } from '../../request-limits.ts'
import { asking, findAt } from '../find/find.tsx'
import { SearchBox } from '../find/somebody.tsx'
import { atDesk, type DeskDeps } from '../kit.ts'
import { namesFrom } from '../names.ts'
import { type Arrivals, CameIn, linesFor } from './arrived.tsx'
import { OpenedLast } from './opened.tsx'
import { WhatWaits, waitsInWords } from './waiting.tsx'

const homeAt = '/desk'
/** Records that were opened last. */
const mostOpened = 5

/** The colleague's day: what waits, what came in, what they opened last, and finding somebody. Whoever is signed out signs in here. */
export function homeRoutes(app: FastifyInstance, deps: DeskDeps, arrivals: readonly Arrivals[]): void {
  const desk = atDesk(deps)
  const home = desk.enter(async (visit) => {
    const { colleague } = visit.signed
    const [tasks, lines, opened] = await Promise.all([
      tasksOf(deps.gateDeps).waiting(colleague, null),
      linesFor(deps, arrivals, colleague),
      openedLately(deps.gateDeps, colleague, mostOpened),
    ])
    const today = desk.today()
    const body = (
      <>
        <p class="app-lead">{waitsInWords({ tasks, today })}</p>
        <div class="app-find">
          <h2 class="govuk-heading-m">Find a person</h2>
          <SearchBox to={findAt} asking={asking} token={desk.token(visit)} />
        </div>
        <div class="app-columns">
          <div>
            <h2 class="govuk-heading-m">Your tasks</h2>
            <WhatWaits tasks={tasks} today={today} />
            <h2 class="govuk-heading-m">What came in</h2>
            <CameIn lines={lines} />
          </div>
          <OpenedLast opened={opened} names={namesFrom(deps.editions.current().edition)} />
        </div>
      </>
    )
    const day = today.toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
    return desk.send(visit, { title: `Today, ${day}`, body })
  })
  app.get(homeAt, { config: limitedAsSigningIn }, home)
}
