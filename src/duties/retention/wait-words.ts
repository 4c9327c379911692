import { zone } from '#shared/clock.ts'
import { type Counts, total, type Wait } from './wait.ts'

/** How to confirm on the command line, with the number that was shown. */
export function howToConfirm(shown: number): string {
  return `\`./assured sweep --confirm ${shown}\``
}

/** Why the deletion waits, and since when, in plain words. */
export function whyItWaits({ cause, since, believed }: Wait): string {
  const on = `since ${moment(since)}`
  if (cause === 'import' || believed === null) return `${on}, because an import made far more due than imports do`
  if (cause === 'restore')
    return `${on}, because a backup of ${moment(believed)} was put back: holds and requests from after that moment are not in it`
  if (cause === 'clock-gap')
    return `${on}, because the clock stood ${span(believed.until(since))} past ${moment(believed)}, when it was last believed`
  return `${on}, because the clock stood ${span(since.until(believed))} behind ${moment(believed)}, of which something is on record`
}

/** What would be deleted, by record type. */
export function wouldGoWords(goes: Counts | null): string {
  if (goes === null) return 'what would go has not been counted yet'
  const each = Object.entries(goes).map(([type, items]) => `${items.toLocaleString('en-GB')} ${type}`)
  return each.length === 0 ? 'nothing would go' : `${new Intl.ListFormat('en-GB').format(each)} would go`
}

/** What waits and why: a sentence without its full stop. */
export function waitLine(wait: Wait): string {
  return `${wait.cause === 'import' ? 'some deletion waits' : 'all deletion waits'} ${whyItWaits(wait)}`
}

/** The same with what would be deleted, one line for each wait; empty if nothing waits. */
export function waitLines(waits: readonly Wait[]): readonly string[] {
  return waits.map((wait) => `${waitLine(wait)}; ${wouldGoWords(wait.goes)}`)
}

/** How many items the waits keep, as far as they were counted. A wait for the clock keeps all of them, an import's only its own. */
export function itemsWaiting(waits: readonly Wait[]): number {
  const ofClock = waits.find(({ cause }) => cause !== 'import')
  if (ofClock !== undefined) return total(ofClock.goes ?? {})
  return waits.reduce((sum, { goes }) => sum + total(goes ?? {}), 0)
}

function moment(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
}

function span(passed: Temporal.Duration): string {
  const minutes = Math.round(passed.abs().total('minutes'))
  if (minutes < 120) return `${minutes} minutes`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1440)} days`
}
