// What this device notes for the roll call in plain: which boxes are ticked, when its lists were used, and whose lists it keeps.
// INVARIANT: nothing but times and the ids of visits, offices and colleagues.
import { alarmTime, dayOf, today } from './kept.js'

const ticks = 'roll-call-ticked'
const uses = 'roll-call-used'
const offices = 'roll-call-offices'

/** Of several offices a device keeps the lists of those that its holder looks after. */
export const isChosen = (office) => noted(offices)[office] === true
export const choose = (office, isWanted) => note(offices, { ...noted(offices), [office]: isWanted ? true : null })

/** Ticked visits of an office. They belong to its alarm; those from before the server knew of one belong to the next. */
export function ticked({ office, alarm }) {
  const before = noted(ticks)[office]
  return before === undefined || (before.alarm && alarm && before.alarm !== alarm) ? [] : before.visits
}
export function noteTicked({ office, alarm }, visits) {
  note(ticks, { ...noted(ticks), [office]: visits.length === 0 ? null : { alarm, visits, at: Date.now() } })
}
/** Ticks go with their day, or with their alarm where that lasts longer. */
export function forgetOldTicks() {
  const isOld = ({ at }) => dayOf(at) !== today() && !isWithinAnAlarm(at)
  note(ticks, Object.fromEntries(Object.entries(noted(ticks)).map(([office, each]) => [office, isOld(each) ? null : each])))
}

/** The device's clock may have been set back since. */
const isWithinAnAlarm = (at) => Math.abs(Date.now() - at) < alarmTime

/** Each time that the list of an office was shown without a network: when, who had fetched it, and whether the server has been told. */
const usesOf = (office) => noted(uses)[office] ?? []
const keepUses = (office, all) => note(uses, { ...noted(uses), [office]: all.length === 0 ? null : all })
export const everyUse = () => Object.keys(noted(uses)).flatMap((office) => usesOf(office).map((use) => ({ office, ...use })))
export const noteUse = (office, use) => keepUses(office, [...usesOf(office), use])
export function noteTold({ office, at }) {
  keepUses(
    office,
    usesOf(office).map((use) => (use.at === at ? { ...use, isTold: true } : use)),
  )
}
export const forgetTold = (office) =>
  keepUses(
    office,
    usesOf(office).filter(({ isTold }) => !isTold),
  )
/** The use that still goes on: it lasts as long as an alarm does. */
export const standingUse = (office) => usesOf(office).findLast(({ at }) => isWithinAnAlarm(Date.parse(at)))

function noted(name) {
  return JSON.parse(localStorage.getItem(name) ?? '{}')
}

function note(name, all) {
  const some = Object.entries(all).filter(([, value]) => value !== null)
  if (some.length === 0) localStorage.removeItem(name)
  else localStorage.setItem(name, JSON.stringify(Object.fromEntries(some)))
}
