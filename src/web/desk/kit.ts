// What a subject of the desk is written with, beside pages, forms and components.
export { columns, facts } from './declared.ts'
export { type AtDesk, type AtRecord, atDesk, atOpening, type OnOpening } from './doors.tsx'
export { type DeskDeps, idIn, itemIn, type Signed, textIn, whoSees } from './signed.tsx'
export { cameraWords, clockTime, counted, dayAndTime, legible, length, longDate, shortDate, timeOfDay } from './values.ts'
