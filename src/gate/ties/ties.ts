import { person } from './person.ts'
import { picture } from './picture.ts'
import { place } from './place.ts'
import { alone, call, home } from './standing-alone.ts'
import { household, tenure } from './tenure.ts'

/** Every way in which a row is tied to people; a record type names one of them, and the end it stands at. */
export const ties = { person, household, tenure, home, place, picture, call, alone }
