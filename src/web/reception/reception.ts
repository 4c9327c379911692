import type { Door } from '../server.ts'
import { badgeRoutes } from './badge.tsx'
import { badgeShown, checkRoutes } from './check.tsx'
import type { ReceptionDeps } from './deps.ts'
import { idleRoutes } from './idle.tsx'
import { pressedTwice } from './pressed-twice.tsx'
import { signInRoutes } from './sign-in.tsx'
import { signOutRoutes } from './sign-out.tsx'
import { startRoutes } from './start.tsx'

/** The visitors' book at the door (OF1): the tablet at reception, and the badge that signs its bearer out. */
export function receptionDoor(deps: ReceptionDeps): Door {
  return async (app) => {
    pressedTwice(app, deps)
    startRoutes(app, deps)
    signInRoutes(app, deps)
    checkRoutes(app, deps)
    badgeShown(app, deps)
    signOutRoutes(app, deps)
    idleRoutes(app, deps)
    badgeRoutes(app, deps)
  }
}
