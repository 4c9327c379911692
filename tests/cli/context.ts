import type { Context } from '#cli/command.ts'
import type { System } from '#cli/system.ts'
import type { GateDeps } from '#gate/deps.ts'
import { makeGate } from '#gate/gate.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { noon } from '../support/edition.ts'
import { home } from '../support/places.ts'

function notAsked(): never {
  throw new Error('the command reached for what it has no use for')
}

/** A running landlord of whom nothing works but what the test gives. */
export function systemOf(deps: GateDeps, given: Partial<System> = {}): System {
  const nothing = {
    proposal: notAsked,
    publish: notAsked,
    sweep: notAsked,
    confirm: notAsked,
    waits: async () => [],
    gatherPack: notAsked,
    gatherVisits: notAsked,
    promises: notAsked,
    verifyEvidence: notAsked,
    witnessStandings: notAsked,
    explainEvidence: notAsked,
    rotateKeys: notAsked,
    doctor: notAsked,
    refresh: async () => false,
  }
  return {
    ...{ deps: deps, gate: makeGate(deps), types: everyRecordType, released: () => deps.inForce().released, close: notAsked },
    ...nothing,
    ...given,
  }
}

/** What a command reaches, with nothing behind it but what the test gives. */
export function contextOf(given: Partial<Context>): Context {
  return {
    ...{
      system: notAsked,
      checkedLandlord: notAsked,
      leftWithout: () => [],
      edition: notAsked,
      editionNamed: notAsked,
      proposal: async () => null,
      render: notAsked,
      serve: notAsked,
    },
    ...{ backUp: notAsked, restore: notAsked, renewSecret: notAsked, version: notAsked, home, now: () => noon, progress: () => {} },
    ...given,
  }
}
