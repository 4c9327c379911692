// What a subject of the desk is written with, beside pages, forms and components.
export { type AtDesk, atDesk, atOpening } from './doors.tsx'
export { cameraWords, legible } from './legible.ts'
export { itemIn, type OnOpening } from './on-opening.ts'
export { type DeskParts, idIn, refused, type Signed } from './signed.tsx'
export { clockTime, counted, dayAndTime, length, longDate, shortDate, timeOfDay } from './values.ts'
