// What a subject of the desk is written with, beside pages, forms and components.

export { columns, facts } from './declared.ts'
export { type AtDesk, atDesk, atOpening } from './doors.tsx'
export { itemIn, type OnOpening } from './on-opening.ts'
export { type DeskParts, idIn, refused, type Signed } from './signed.tsx'
export { cameraWords, clockTime, counted, dayAndTime, legible, length, longDate, shortDate, timeOfDay } from './values.ts'
