import type { Camera } from '#duties/cameras/register.ts'
import type { Disclosure } from '#duties/disclosures/decide.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { wordOf } from '#records/words-of.ts'
import { dayTimeAndOffset } from '#shared/london-time.ts'
import type { FormError } from '../../components/index.ts'
import { cameraWords, dayAndTime, legible, length, timeOfDay } from '../kit.ts'

type Row = { readonly key: string; readonly value: string | null }
type Filming = Pick<Camera, 'name' | 'site'>

const { fields } = disclosure

/** What stands on our page alone, and not on the receipt. */
const ours: Readonly<Record<'state' | 'confirmed' | 'victim' | 'told' | 'why' | 'downloaded', string>> = {
  state: 'State',
  confirmed: fields.confirmedHow.label.colleague,
  victim: fields.isVictim.label.colleague,
  told: fields.victimTold.label.colleague,
  why: fields.victimToldWhy.label.colleague,
  downloaded: 'Downloaded',
}

export function stateOf({ outcome, fetchedAt }: Disclosure): string {
  if (outcome === null) return 'Waiting for approval'
  if (outcome === 'stopped') return wordOf(fields.outcome, outcome)
  return fetchedAt === null ? 'Approved, not downloaded yet' : 'Shared'
}

/**
 * Everything that is on record of a clip that leaves, as a colleague and its receipt tell it; null where there is nothing to say. `told`: how an
 * instant is said.
 */
export function disclosureRows(row: Disclosure, camera: Filming, told = dayAndTime): readonly Row[] {
  const moment = (instant: string | null) => (instant === null ? 'Not yet' : told(instant))
  const between = (from: string, to: string) => `${told(from)} to ${told(to)}`
  const { givenSeconds, treated, outcome } = row
  const given = givenSeconds === null ? null : `${length(givenSeconds)}, ${between(row.fromAt, row.toAt)}, measured when it was finished`
  return [
    { key: ours.state, value: stateOf(row) },
    { key: 'Asked by', value: askedBy(row) },
    { key: fields.authoriser.label.colleague, value: row.authoriser },
    { key: fields.occasion.label.colleague, value: row.occasion === null ? null : wordOf(fields.occasion, row.occasion) },
    { key: 'Power relied on', value: legible(row.power) },
    { key: 'Their reference', value: legible(row.requested) },
    { key: 'Camera', value: cameraWords(camera) },
    { key: 'Asked for, from', value: told(row.fromAt) },
    { key: 'Asked for, to', value: told(row.toAt) },
    { key: 'Film held', value: row.filmFrom === null || row.filmTo === null ? null : between(row.filmFrom, row.filmTo) },
    { key: 'In the clip', value: given },
    { key: 'Made', value: `${wordOf(fields.treated, treated)}${treated === 'cut' ? `, ${row.obscured} parts hidden or silenced` : ''}` },
    { key: fields.others.label.colleague, value: row.others === null ? null : wordOf(fields.others, row.others) },
    { key: 'Prepared by', value: row.preparedBy },
    { key: 'Decided by', value: row.decidedBy ?? 'Nobody yet' },
    { key: ours.confirmed, value: row.confirmedHow },
    { key: ours.victim, value: row.isVictim === null ? null : wordOf(fields.isVictim, row.isVictim) },
    { key: ours.told, value: row.victimTold === null ? null : wordOf(fields.victimTold, row.victimTold) },
    { key: ours.why, value: row.victimToldWhy },
    { key: 'SHA-256 of the clip', value: row.digest },
    { key: ours.downloaded, value: outcome === 'released' ? moment(row.fetchedAt) : null },
  ]
}

function askedBy({ recipient, organisation, officer }: Disclosure): string {
  const who = wordOf(fields.recipient, recipient)
  const asker = officer === null ? '' : `, ${legible(officer)}`
  return recipient === 'the-person' ? who : `${who}: ${legible(organisation)}${asker}`
}

type Receipt = { readonly landlord: string; readonly others: readonly Disclosure[] }

/** What goes with the clip, each instant with its offset. `others`: who else was given footage of that time. */
export function receiptOf(row: Disclosure, camera: Filming, { landlord, others }: Receipt): string {
  const told = disclosureRows(row, camera, dayTimeAndOffset)
  const lines = told.filter(({ key, value }) => value !== null && !Object.values(ours).includes(key))
  const said = [...lines, ...others.map((other) => ({ key: 'Footage of that time was also given to', value: alsoGivenTo(other) }))]
  return [`Receipt for footage given by ${landlord}`, '', ...said.map(({ key, value }) => `${key}: ${value}`), ''].join('\r\n')
}

function alsoGivenTo({ recipient, organisation, leftAt }: Disclosure): string {
  const to = `${wordOf(fields.recipient, recipient)}, ${legible(organisation)}`
  return leftAt === null ? to : `${to}, on ${dayTimeAndOffset(leftAt)}`
}

/** Why no clip can be made of what is asked for. */
export const wrongWith: Readonly<Record<'absent' | 'outside' | 'long' | 'tool' | 'beyond', FormError>> = {
  absent: { field: 'from', message: 'No film of that time is held' },
  outside: { field: 'from', message: 'Enter times within the film' },
  long: { field: 'to', message: 'Enter a time after the first, and an hour later at most' },
  beyond: { field: 'masks', message: 'Enter times counted from the beginning of the clip: one of these begins after the clip has ended' },
  tool: { field: 'copy', message: 'Upload an edited copy: this system cannot cut film' },
}

/** Why nothing is prepared for whoever asks. */
export const wrongWithRequest: Readonly<Record<'organisation' | 'occasion' | 'facts', FormError>> = {
  organisation: { field: 'occasion', message: 'This organisation is not in the register any more: go back and choose another' },
  occasion: { field: 'occasion', message: 'Nothing goes to this organisation for that reason' },
  facts: { field: 'officer', message: 'Enter all that is asked for here' },
}

/** For which of that time the film has no picture. */
export function unshown({ from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant }): FormError {
  return {
    field: 'from',
    message: `The film has no picture from ${dayAndTime(from)} to ${timeOfDay(to)}: choose times for which it has a picture`,
  }
}

export const wrongForPerson: Readonly<Record<'no-request' | 'unhidden', FormError>> = {
  'no-request': {
    field: 'requested',
    message: 'Enter the reference of an open request for a copy of which it is known whose data it is about',
  },
  unhidden: { field: 'masks', message: 'Enter what to black out, or upload an edited copy' },
}

export const notHidden: FormError = { field: 'masks', message: 'Enter what to black out, or upload an edited copy' }

/** What a file or a film can be that was sent or cut: told at its field, and nothing of it is kept. */
export const fileFaults: Readonly<Record<string, string>> = {
  'media-unknown-kind': 'Upload an MP4 or MKV file',
  'media-empty': 'Upload a file that is not empty',
  'media-too-large': 'Upload a shorter clip',
  'media-hollow': 'Upload a file with a picture in it',
  'media-cut-short': 'Upload the whole file: this one breaks off',
  'media-broken': 'Upload another copy: the details in this file do not match its content',
  'media-in-pieces': 'Upload a copy with fewer breaks',
  'media-too-short': 'Upload a copy of all of that time: this one is shorter',
  'media-too-long': 'Upload a copy of that time alone: this one is longer',
  'clip-not-as-asked': 'The finished clip does not show, hide or silence all that you asked for, so it was deleted: upload an edited copy',
  'media-not-treated': 'This film cannot be cut here: upload an edited copy',
  'media-too-slow': 'This film cannot be cut here in time: upload an edited copy',
}
