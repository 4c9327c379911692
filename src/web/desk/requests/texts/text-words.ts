import { itsMedia, wholeItem } from '#duties/rights/decided.ts'
import { doesLeave } from '#duties/rights/review/outcomes.ts'
import { isInPart } from '#duties/rights/review/reading.ts'
import type { ReadText } from '#duties/rights/review/review.ts'
import { titleBeside } from '#duties/subject-access/beside.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { footage } from '#records/footage/footage.ts'
import { counted } from '../../kit.ts'
import { sectionName } from '../../names.ts'

type Where = { readonly place: string; readonly fieldName: string }

/** The kind of record that a text stands in. */
export function placeWords(place: string): string {
  const type = everyRecordType.find(({ name }) => name === place)
  return type === undefined ? (titleBeside(place) ?? 'Beside the records') : sectionName(type)
}

/** The field that a text stands in; where it stands in no record type, its label is kept. */
export function fieldWords({ place, fieldName }: Where): string {
  if (fieldName === wholeItem) return 'The whole record'
  if (fieldName === itsMedia) return place === footage.name ? 'What shows the person' : 'The recording or picture itself'
  const [name = '', source] = fieldName.split(':')
  const field = everyRecordType.find((type) => type.name === place)?.fields[name]
  const label = field?.label.colleague ?? name
  return source === undefined ? label : `${label}, as another system says it`
}

export function stateOfText({ row, reading, isSecondDue }: ReadText): string {
  const state = stateAlone(row, reading)
  return isSecondDue ? `${state}. Waits for a second reader` : state
}

function stateAlone(row: ReadText['row'], reading: ReadText['reading']): string {
  if (row.readOn === null && row.fieldName === itsMedia) return 'Not decided'
  if (row.readOn === null) return `Not read: ${counted(reading.passages.length, 'passage')} proposed`
  if (row.fieldName === itsMedia) return mediaState(reading)
  if (reading.whole !== null) return 'Read: all of it is withheld'
  return row.withheld === 0 ? 'Read: all of it is given' : `Read: ${counted(row.withheld, 'passage')} left out`
}

function mediaState(reading: ReadText['reading']): string {
  const { whole, clips } = reading
  if (whole === null || !doesLeave(whole.outcome, false)) return 'Decided: it is withheld'
  if (clips.length > 0) return `Decided: ${counted(clips.length, 'clip')} of it goes`
  return isInPart(reading) ? 'Decided: it goes without some parts' : 'Decided: all of it goes'
}
