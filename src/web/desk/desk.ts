import type { FastifyInstance } from 'fastify'
import { callsOpenTo } from '#duties/calls/calls.ts'
import { decidesReviews } from '#duties/retention/deciding.ts'
import { seesRollCall, seesVisits } from '#duties/visits/sees.ts'
import type { Colleague } from '#gate/judge.ts'
import type { RecordType } from '#gate/record-type.ts'
import type { Edition } from '#notice/edition.ts'
import { camera } from '#records/camera/camera.ts'
import { message } from '#records/message/message.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { picture } from '#records/picture/picture.ts'
import type { Door } from '../server.ts'
import { colleaguesSignIn, notSetUp } from '../sign-in/sign-in.ts'
import { alertRoutes, alertsOnRecord } from './alerts/alerts.tsx'
import { arrivingAt, callsAt, unlinkedAt, voicesAt } from './calls/around.tsx'
import { arrivingRoutes } from './calls/arriving.tsx'
import { callsRoutes } from './calls/calls.tsx'
import { unlinkedArrivals, unlinkedRoutes } from './calls/unlinked.tsx'
import { cameraRoutes, camerasAt } from './cameras/cameras.tsx'
import { conflictArrivals, conflictRoutes } from './conflicts/conflicts.tsx'
import { contactRoutes } from './contacts/contacts.tsx'
import { contactsOnRecord } from './contacts/contacts-held.tsx'
import { detailRoutes } from './details/details.tsx'
import { detailsOnRecord } from './details/details-held.tsx'
import { disclosureRoutes } from './disclosures/disclosures.tsx'
import { findRoutes } from './find/somebody.tsx'
import { footageRoutes } from './footage/footage.tsx'
import { deskForColleagues } from './frame.tsx'
import { handoverTasks, handoverWays } from './handovers/handovers.ts'
import { holdRoutes, holdsOnRecord } from './holds/holds.tsx'
import type { Arrivals } from './home/arrived.tsx'
import { homeRoutes } from './home/home.tsx'
import type { OnHome } from './home/on-home.ts'
import { identityRoutes } from './identity/identity.tsx'
import { ledgerLink, ledgerRoutes, ledgerTasks } from './ledger/ledger.tsx'
import { messageArrivals, messageRoutes } from './messages/messages.tsx'
import { objectionRoutes, objectionsOnRecord } from './objections/objections.tsx'
import { lapsesOnHome } from './organisations/lapsing.tsx'
import { organisationsAt } from './organisations/organisation-words.tsx'
import { organisationRoutes } from './organisations/organisations.tsx'
import { picturesAt, pictureTasks } from './pictures/picture-words.ts'
import { pictureRoutes } from './pictures/pictures.tsx'
import { emergencyRoutes } from './reason/emergency.tsx'
import { reasonRoutes } from './reason/reason.tsx'
import type { OnRecord } from './record/on-record.ts'
import { recordRoutes } from './record/record.tsx'
import { recordingRoutes, recordingsOnRecord } from './recordings/recordings.tsx'
import { rentOnRecord } from './rent/rent.tsx'
import { requestsOnHome } from './requests/on-home.tsx'
import { logRequestLink, requestArrivals, requestsLink, requestsRoutes } from './requests/requests.tsx'
import { searchTaskNames, searchTasks } from './requests/search/search-tasks.ts'
import { retentionArrivals } from './retention/arrivals.ts'
import { retentionRoutes, retentionTasks } from './retention/retention.tsx'
import { rollCallAt } from './roll-call/offline.tsx'
import { rollCallRoutes } from './roll-call/roll-call.tsx'
import { awaitedOnHome, awaitedRoutes, awaitedTaskNames, awaitedTasks } from './shares/due.tsx'
import { viewTasks } from './shares/officer-view.tsx'
import { shareRoutes, sharesOnRecord } from './shares/shares.tsx'
import { type DeskDeps, type DeskLink, type DeskNeeds, whoSees } from './signed.tsx'
import { supportOnRecord, supportRoutes } from './support/support.tsx'
import { type TaskNames, type TaskWays, taskRoutes } from './tasks/tasks.tsx'
import { toConfirmAt, toConfirmRoutes } from './to-confirm/to-confirm.tsx'
import { cuttingRoutes } from './training/cutting.tsx'
import { trainingRoutes } from './training/extracts.tsx'
import { voiceArrivals, voiceRoutes } from './training/voices.tsx'
import { visitsAt } from './visits/around.tsx'
import { visitArrivals } from './visits/arrivals.ts'
import { visitRoutes } from './visits/visits.tsx'

/**
 * A subject of the desk: its pages, its link in the bar, what comes in for it as the home page counts it, what it shows there itself, the tasks that
 * are done on its pages and what tells them apart, and what of a person's record it draws itself.
 */
type Subject = {
  readonly routes?: (app: FastifyInstance, deps: DeskDeps) => void
  readonly link?: DeskLink
  readonly arrivals?: readonly Arrivals[]
  readonly onHome?: OnHome
  readonly tasks?: TaskWays
  readonly taskNames?: TaskNames
  readonly onRecord?: readonly OnRecord[]
}

type Sees = (edition: Edition, colleague: Colleague) => boolean

/** A link for whoever may see the type's list, or whom a rule of its own lets see it; for everybody, where neither is named. */
function linkTo(text: string, at: string, seenBy: RecordType | Sees = () => true): DeskLink {
  if (typeof seenBy !== 'function') return { text, at, leadsTo: whoSees(seenBy, at) }
  return { text, at, leadsTo: (edition, colleague) => (seenBy(edition, colleague) ? at : null) }
}

/** Every subject; links stand in the bar in this order. */
const subjects: readonly Subject[] = [
  { routes: (app, deps) => homeRoutes(app, deps, { arrivals, onHome, names }) },
  { routes: findRoutes },
  { routes: reasonRoutes },
  { routes: emergencyRoutes },
  { routes: identityRoutes },
  { routes: (app, deps) => recordRoutes(app, deps, drawnOnRecord) },
  { routes: (app, deps) => contactRoutes(app, deps, drawnOnRecord), onRecord: [contactsOnRecord] },
  { routes: detailRoutes, onRecord: [detailsOnRecord] },
  { routes: conflictRoutes, arrivals: [conflictArrivals] },
  { routes: recordingRoutes, onRecord: recordingsOnRecord },
  { routes: alertRoutes, onRecord: [alertsOnRecord] },
  { routes: holdRoutes, onRecord: [holdsOnRecord] },
  { routes: objectionRoutes, onRecord: [objectionsOnRecord] },
  { onRecord: [rentOnRecord] },
  { routes: shareRoutes, onRecord: [sharesOnRecord] },
  { routes: awaitedRoutes, onHome: awaitedOnHome, tasks: { ...awaitedTasks, ...viewTasks }, taskNames: awaitedTaskNames },
  { routes: supportRoutes, onRecord: [supportOnRecord] },
  { routes: (app, deps) => taskRoutes(app, deps, { ways, names }), link: linkTo('Tasks', '/desk/tasks') },
  { routes: callsRoutes, link: { text: 'Calls', at: callsAt, leadsTo: callsFor } },
  { routes: arrivingRoutes },
  { routes: unlinkedRoutes, arrivals: [unlinkedArrivals] },
  { routes: cuttingRoutes },
  { routes: trainingRoutes },
  { routes: voiceRoutes, arrivals: [voiceArrivals] },
  { routes: messageRoutes, link: linkTo('Messages', '/desk/messages', message), arrivals: [messageArrivals] },
  { link: logRequestLink },
  {
    routes: requestsRoutes,
    link: requestsLink,
    arrivals: [requestArrivals],
    onHome: requestsOnHome,
    tasks: searchTasks,
    taskNames: searchTaskNames,
  },
  { routes: organisationRoutes, link: linkTo('Organisations', organisationsAt, organisation), onHome: lapsesOnHome },
  { routes: handoverWays, tasks: handoverTasks },
  { routes: pictureRoutes, link: linkTo('Pictures', picturesAt, picture), tasks: pictureTasks },
  { routes: cameraRoutes, link: linkTo('Cameras', camerasAt, camera) },
  { routes: visitRoutes, link: linkTo('Visitors', visitsAt, seesVisits), arrivals: [visitArrivals] },
  { routes: rollCallRoutes, link: linkTo('Roll call', rollCallAt, seesRollCall) },
  { routes: footageRoutes },
  { routes: disclosureRoutes },
  { routes: ledgerRoutes, link: ledgerLink, tasks: ledgerTasks },
  { routes: retentionRoutes, link: linkTo('Retention', '/desk/retention'), arrivals: retentionArrivals, tasks: retentionTasks },
  { routes: toConfirmRoutes, link: linkTo('To confirm', toConfirmAt, decidesReviews) },
]

const arrivals = subjects.flatMap((subject) => subject.arrivals ?? [])
const onHome = subjects.flatMap((subject) => subject.onHome ?? [])
export const drawnOnRecord = subjects.flatMap(({ onRecord }) => onRecord ?? [])
const ways: TaskWays = Object.assign({}, ...subjects.map(({ tasks }) => tasks))
const names: TaskNames = Object.assign({}, ...subjects.map(({ taskNames }) => taskNames))

/** The list of calls that is most a colleague's own. */
function callsFor(edition: Edition, colleague: Colleague): string | null {
  const { monitors, answers, links, agrees } = callsOpenTo(edition, colleague)
  return monitors ? callsAt : answers ? arrivingAt : links ? unlinkedAt : agrees ? voicesAt : null
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
