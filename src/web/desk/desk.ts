import type { FastifyInstance } from 'fastify'
import { arrivingRoutes } from './calls/arriving.tsx'
import { callsRoutes } from './calls/calls.tsx'
import { unlinkedRoutes } from './calls/unlinked.tsx'
import { cameraRoutes } from './cameras/cameras.tsx'
import { conflictRoutes } from './conflicts/conflicts.tsx'
import { detailRoutes } from './details/details.tsx'
import { disclosureRoutes } from './disclosures/disclosures.tsx'
import { findRoutes } from './find/find.tsx'
import { footageRoutes } from './footage/footage.tsx'
import { holdRoutes } from './holds/holds.tsx'
import { identityRoutes } from './identity-routes.tsx'
import { messageRoutes } from './messages/messages.tsx'
import { openingRoutes } from './opening-routes.tsx'
import { pictureRoutes } from './pictures/pictures.tsx'
import { reasonRoutes } from './reason-routes.tsx'
import { recordingRoutes } from './recordings/recordings.tsx'
import { retentionRoutes } from './retention/retention.tsx'
import { signInRoutes } from './sign-in.ts'
import { type DeskParts, noteWhatIsOpen } from './signed.tsx'
import { taskRoutes } from './tasks/tasks.tsx'
import { cuttingRoutes } from './training/cutting.tsx'
import { trainingRoutes } from './training/extracts.tsx'
import { sendToSignIn } from './way-in.ts'

/** The desk: find a person, say why, see what the role's activity allows, put right what is wrong, see who looked, work through what the public sent in, and do what waits. */
export function deskDoor(parts: DeskParts): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    sendToSignIn(app)
    noteWhatIsOpen(app, parts)
    signInRoutes(app, parts)
    findRoutes(app, parts)
    reasonRoutes(app, parts)
    identityRoutes(app, parts)
    openingRoutes(app, parts)
    detailRoutes(app, parts)
    conflictRoutes(app, parts)
    recordingRoutes(app, parts)
    cameraRoutes(app, parts)
    footageRoutes(app, parts)
    disclosureRoutes(app, parts)
    holdRoutes(app, parts)
    arrivingRoutes(app, parts)
    callsRoutes(app, parts)
    unlinkedRoutes(app, parts)
    cuttingRoutes(app, parts)
    trainingRoutes(app, parts)
    messageRoutes(app, parts)
    taskRoutes(app, parts)
    retentionRoutes(app, parts)
    pictureRoutes(app, parts)
  }
}
