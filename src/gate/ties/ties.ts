import { person } from './person.ts'
import { picture } from './picture.ts'
import { place } from './place.ts'
import { reception } from './reception.ts'
import { request } from './request.ts'
import { alone, call, home } from './standing-alone.ts'
import { household, tenure } from './tenure.ts'

/** Every way in which a row can be tied to people. A record type names one of them, and which end of it. */
export const ties = { person, household, tenure, home, place, picture, reception, request, call, alone }
