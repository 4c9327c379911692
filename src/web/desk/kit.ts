// What a subject of the desk is written with, beside pages, forms and components.
export { refused } from './answers.tsx'
export { type AtDesk, atDesk, atOpening, type OnOpening } from './doors.tsx'
export { cameraWords, legible } from './legible.ts'
export { type DeskParts, idIn, itemIn, type Signed } from './signed.tsx'
export { clockTime, counted, dayAndTime, length, longDate, shortDate, timeOfDay } from './values.ts'
