import type { FastifyInstance } from 'fastify'
import { callsOpenTo } from '#duties/calls/calls.ts'
import { seesCameras } from '#duties/cameras/register.ts'
import { seesMessages } from '#duties/inbox/queue.ts'
import { seesPictures } from '#duties/pictures/album.ts'
import { seesRollCall } from '#duties/visits/sees.ts'
import type { Colleague } from '#gate/judge.ts'
import type { Edition } from '#notice/edition.ts'
import type { Door } from '../server.ts'
import { colleaguesSignIn, notSetUp } from '../sign-in/sign-in.ts'
import { arrivingAt, callsAt, unlinkedAt } from './calls/around.tsx'
import { arrivingRoutes } from './calls/arriving.tsx'
import { callsRoutes } from './calls/calls.tsx'
import { unlinkedRoutes } from './calls/unlinked.tsx'
import { unlinkedArrivals } from './calls/unlinked-arrivals.ts'
import { cameraRoutes, camerasAt } from './cameras/cameras.tsx'
import { conflictArrivals } from './conflicts/arrivals.ts'
import { conflictRoutes } from './conflicts/conflicts.tsx'
import { detailRoutes } from './details/details.tsx'
import { detailsOnRecord } from './details/details-held.tsx'
import { disclosureRoutes } from './disclosures/disclosures.tsx'
import { findRoutes } from './find/find.tsx'
import { footageRoutes } from './footage/footage.tsx'
import { deskForColleagues } from './frame.tsx'
import { holdRoutes } from './holds/holds.tsx'
import { holdsOnRecord } from './holds/holds-held.tsx'
import type { Arrivals } from './home/arrived.tsx'
import { homeRoutes } from './home/home.tsx'
import { identityRoutes } from './identity/identity.tsx'
import { messageArrivals } from './messages/arrivals.ts'
import { messageRoutes } from './messages/messages.tsx'
import { picturesAt, pictureTasks } from './pictures/picture-words.ts'
import { pictureRoutes } from './pictures/pictures.tsx'
import { reasonRoutes } from './reason/reason.tsx'
import type { OnRecord } from './record/on-record.ts'
import { recordRoutes } from './record/record.tsx'
import { recordingRoutes } from './recordings/recordings.tsx'
import { recordingsOnRecord } from './recordings/recordings-held.tsx'
import { rentOnRecord } from './rent/rent.tsx'
import { retentionArrivals } from './retention/arrivals.ts'
import { retentionRoutes, retentionTasks } from './retention/retention.tsx'
import { rollCallAt } from './roll-call/offline.tsx'
import { rollCallRoutes } from './roll-call/roll-call.tsx'
import type { DeskDeps, DeskLink, DeskNeeds } from './signed.tsx'
import { type TaskWays, taskRoutes } from './tasks/tasks.tsx'
import { cuttingRoutes } from './training/cutting.tsx'
import { trainingRoutes } from './training/extracts.tsx'

/**
 * A subject of the desk: its pages, its link in the bar, what comes in for it as the home page counts it, the tasks that are done on its pages,
 * and what of a person's record it draws itself.
 */
type Subject = {
  readonly routes?: (app: FastifyInstance, deps: DeskDeps) => void
  readonly link?: DeskLink
  readonly arrivals?: readonly Arrivals[]
  readonly tasks?: TaskWays
  readonly onRecord?: readonly OnRecord[]
}

const everybody = (at: string) => () => at
const whoSees = (sees: (edition: Edition, colleague: Colleague) => boolean, at: string) => (edition: Edition, colleague: Colleague) =>
  sees(edition, colleague) ? at : null

/** Every subject; links stand in the bar in this order. */
const subjects: readonly Subject[] = [
  { routes: (app, deps) => homeRoutes(app, deps, arrivals) },
  { routes: findRoutes },
  { routes: reasonRoutes },
  { routes: identityRoutes },
  { routes: (app, deps) => recordRoutes(app, deps, drawnOnRecord) },
  { routes: detailRoutes, onRecord: [detailsOnRecord] },
  { routes: conflictRoutes, arrivals: [conflictArrivals] },
  { routes: recordingRoutes, onRecord: recordingsOnRecord },
  { routes: holdRoutes, onRecord: [holdsOnRecord] },
  { onRecord: [rentOnRecord] },
  { routes: (app, deps) => taskRoutes(app, deps, ways), link: { text: 'Tasks', at: '/desk/tasks', leadsTo: everybody('/desk/tasks') } },
  { routes: callsRoutes, link: { text: 'Calls', at: callsAt, leadsTo: callsFor } },
  { routes: arrivingRoutes },
  { routes: unlinkedRoutes, arrivals: [unlinkedArrivals] },
  { routes: cuttingRoutes },
  { routes: trainingRoutes },
  {
    routes: messageRoutes,
    link: { text: 'Messages', at: '/desk/messages', leadsTo: whoSees(seesMessages, '/desk/messages') },
    arrivals: [messageArrivals],
  },
  { routes: pictureRoutes, link: { text: 'Pictures', at: picturesAt, leadsTo: whoSees(seesPictures, picturesAt) }, tasks: pictureTasks },
  { routes: cameraRoutes, link: { text: 'Cameras', at: camerasAt, leadsTo: whoSees(seesCameras, camerasAt) } },
  { routes: footageRoutes },
  { routes: rollCallRoutes, link: { text: 'Roll call', at: rollCallAt, leadsTo: whoSees(seesRollCall, rollCallAt) } },
  { routes: disclosureRoutes },
  {
    routes: retentionRoutes,
    link: { text: 'Retention', at: '/desk/retention', leadsTo: everybody('/desk/retention') },
    arrivals: retentionArrivals,
    tasks: retentionTasks,
  },
]

const arrivals = subjects.flatMap((subject) => subject.arrivals ?? [])
export const drawnOnRecord = subjects.flatMap(({ onRecord }) => onRecord ?? [])
const ways: TaskWays = Object.assign({}, ...subjects.map(({ tasks }) => tasks))

/** The list of calls that is most a colleague's own. */
function callsFor(edition: Edition, colleague: Colleague): string | null {
  const { monitors, answers, links } = callsOpenTo(edition, colleague)
  return monitors ? callsAt : answers ? arrivingAt : links ? unlinkedAt : null
}

/** The desk: each role's day, find a person, say why, see what the role's activity allows, put right what is wrong, see who looked, work through what the public sent in, and do what waits. */
export function deskDoor(needs: DeskNeeds): Door {
  const deps = { ...needs, links: subjects.flatMap(({ link }) => link ?? []) }
  return async (app) => {
    colleaguesSignIn(app, deskForColleagues(deps), deps)
    for (const { routes } of subjects) routes?.(app, deps)
  }
}

/** The desk where nobody can sign in. */
export function closedDeskDoor(deps: Pick<DeskNeeds, 'editions' | 'look'>): Door {
  return async (app) => notSetUp(app, deskForColleagues(deps))
}
