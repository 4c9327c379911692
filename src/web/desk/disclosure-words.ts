import type { Camera } from '#duties/cameras/register.ts'
import type { Disclosure } from '#duties/disclosures/decide.ts'
import { recipientWords, stateOf } from './disclosure-pages.tsx'
import { cameraWords, legible } from './legible.ts'
import { dayAndTime, length } from './values.ts'

type Row = { readonly key: string; readonly value: string }
type Filming = Pick<Camera, 'name' | 'site'>

/** Everything that is on record of a clip that leaves, as a colleague and its receipt tell it. */
export function disclosureRows(row: Disclosure, camera: Filming): readonly Row[] {
  const moment = (instant: string | null) => (instant === null ? 'Not yet' : dayAndTime(Temporal.Instant.from(instant)))
  return [
    { key: 'State', value: stateOf(row) },
    { key: 'Asked by', value: `${recipientWords[row.recipient] ?? row.recipient}: ${legible(row.organisation)}, ${legible(row.officer)}` },
    { key: 'Power relied on', value: legible(row.power) },
    { key: 'Their reference', value: legible(row.requested) },
    { key: 'Camera', value: cameraWords(camera) },
    { key: 'Asked for, from', value: moment(row.fromAt) },
    { key: 'Asked for, to', value: moment(row.toAt) },
    ...(row.filmFrom === null || row.filmTo === null
      ? []
      : [{ key: 'Film held', value: `${moment(row.filmFrom)} to ${moment(row.filmTo)}` }]),
    ...(row.givenSeconds === null
      ? []
      : [
          {
            key: 'In the clip',
            value: `${length(row.givenSeconds)}, ${moment(row.fromAt)} to ${moment(row.toAt)}, measured when it was finished`,
          },
        ]),
    { key: 'Made', value: row.treated === 'cut' ? `Cut here, ${row.obscured} parts hidden or silenced` : 'Treated elsewhere and sent in' },
    { key: 'Prepared by', value: row.preparedBy },
    { key: 'Second look by', value: row.decidedBy ?? 'Nobody yet' },
    ...(row.digest === null ? [] : [{ key: 'SHA-256 of the clip', value: row.digest }]),
    ...(row.outcome === 'released' ? [{ key: 'Fetched', value: moment(row.fetchedAt) }] : []),
  ]
}

/** What goes with the clip. */
export function receiptOf(row: Disclosure, camera: Filming, landlord: string): string {
  const lines = disclosureRows(row, camera).filter(({ key }) => key !== 'State' && key !== 'Fetched')
  return [`Receipt for footage given by ${landlord}`, '', ...lines.map(({ key, value }) => `${key}: ${value}`), ''].join('\r\n')
}
