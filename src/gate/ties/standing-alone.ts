import type { Tie } from './tie.ts'

const unreached = {
  links: [],
  person: null,
  tenure: null,
  // Holds are placed on people, and these items are tied to none.
  keptBy: null,
  tenancyEnd: null,
  key: 'id',
  views: [],
  openedBy: 'null::uuid',
  standsAlone: true,
  isOnRecord: false,
} as const

/**
 * An item of its own, with a key by its own id: something from a person who need not be on file, or a matter that several people have parts
 * in.
 */
export const alone: Tie = { ...unreached, reached: 'id = $1', searched: 'never' }

/** Cut from the recorded call of the person whose id is in its field `ofPerson`. It has a key of its own, by its id. */
export const call: Tie = { ...unreached, reached: '(id = $1 or of_person = $1)', searched: 'by-person' }

/** A home: it is about no person, and outlives every tenure. */
export const home: Tie = {
  ...unreached,
  stays: true,
  reached: 'id in (select asset_id from home_of where person_id = $1)',
  views: ['home_of'],
  standsAlone: false,
  isOnRecord: true,
  searched: 'by-person',
}
