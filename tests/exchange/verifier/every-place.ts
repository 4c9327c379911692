import { filePlaces } from './file-places.ts'
import { pdfPlaces } from './pdf-places.ts'
import type { Place } from './place.ts'
import { typesetPlaces } from './typeset-places.ts'

export const everyPlace: readonly Place[] = [...typesetPlaces, ...pdfPlaces, ...filePlaces]
