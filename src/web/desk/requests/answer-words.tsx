import type { JSX } from 'preact'
import type { ContactDetail } from '#duties/rights/answer/agree.ts'
import type { RightsAnswerRow } from '#duties/rights/answer/answers.ts'
import { contentsIn, stopsIn } from '#duties/rights/answer/contents.ts'
import type { RequestLook } from '#duties/rights/requests.ts'
import { titleInPack } from '#duties/subject-access/title-in-pack.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { rightsAnswer } from '#records/rights-answer/rights-answer.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { wordOf } from '#records/words-of.ts'
import { type Column, RecordTable, type SummaryRow, WarningText } from '../../components/index.ts'
import { counted, dayAndTime, legible, length } from '../kit.ts'

const { fields } = rightsAnswer

/** Why an answer was not made. */
export const notMade = {
  early: 'Not made: not every text is read.',
  unread: 'Not made: a text has changed since it was read. Read it again first.',
  stopped: 'Not made: the check of every byte stopped it. Nothing of it was kept.',
  unset: 'Not made: the document could not be set. Tell whoever runs this system.',
  unfilled:
    'Not made: a place has found something about them, and nothing of it is in the copy. Add what was found on the page of that place, and read it.',
  tools: 'Not made: this system cannot make answers here.',
} as const

/** Why an answer did not leave. */
export const notLeft = {
  outdated: 'Not sent: a text was decided anew after it was made. Finish reading, and make it again.',
  stopped:
    'Not sent: a clip of footage that the letter tells of was stopped. Send the answer back, decide about the footage again, and make it again.',
  'clip-unfetched':
    'Not sent: the letter says that a clip of footage is given, and nobody has downloaded it. Download it under the camera, so that it goes with the answer. If its week is over, have it approved again.',
  unreleased: 'Not sent: a second colleague has to release it first.',
  'not-agreed': 'Not sent: agree first how they want it.',
  changed: 'Not sent: that contact detail was changed after it was agreed, or is held no more. Ask them again, in a way that you trust.',
  unfetched: 'Not noted: nobody has downloaded the encrypted file.',
  way: 'Not sent: another way was agreed.',
  number: 'Not sent: choose a number that is on file, or tell them face to face.',
  over: 'It was downloaded before, or its time is over. Have it released again.',
  late: 'Its time is over. Have it released again.',
} as const

export function detailInWords({ contactType, value }: ContactDetail): string {
  return `${wordOf(contactDetail.fields.contactType, contactType)}: ${legible(value)}`
}

/** What was made, checked, released and sent, a line each. */
export function answerFacts(row: RightsAnswerRow): readonly SummaryRow[] {
  const { files, pages, clips } = contentsIn(row.contents)
  const by = (at: string | null, who: string | null) => (at === null ? null : `${dayAndTime(at)}, by ${legible(who)}`)
  return [
    { key: 'Made', value: by(row.madeAt, row.madeBy) },
    { key: fields.checked.label.colleague, value: row.checked === null ? 'Not checked' : wordOf(fields.checked, row.checked) },
    { key: 'In it', value: `${counted(row.items, 'item')}, ${counted(files, 'file')}, ${counted(pages, 'page')}` },
    ...clips.map(({ from, to, seconds, digest }) => ({
      key: 'Clip that goes apart',
      value: `${length(seconds)}, ${dayAndTime(from)} to ${dayAndTime(to)}, SHA-256 ${digest}`,
    })),
    { key: 'Left out', value: counted(row.withheld, 'item or passage', 'items and passages') },
    { key: 'Released', value: by(row.releasedAt, row.releasedBy) ?? 'Not yet' },
    ...(row.besideWhy === null ? [] : [{ key: fields.besideWhy.label.colleague, value: row.besideWhy }]),
    { key: 'Can be sent until', value: row.availableUntil === null ? null : dayAndTime(row.availableUntil) },
    { key: 'Downloaded to be sent', value: by(row.fetchedAt, row.fetchedBy) },
    { key: 'Sent', value: by(row.wentAt, row.sentBy) ?? 'Not yet' },
    { key: fields.wentBy.label.colleague, value: row.wentBy === null ? null : wordOf(fields.wentBy, row.wentBy) },
    { key: 'Length', value: row.mediaBytes === null ? null : counted(row.mediaBytes, 'byte') },
    { key: fields.digest.label.colleague, value: row.digest === '' ? null : <span class="app-digest">{row.digest}</span> },
  ]
}

/** How it is to be sent, as it was agreed. */
export function wayFacts({ request, contact }: RequestLook, details: readonly ContactDetail[]): readonly SummaryRow[] {
  const { sendBy, sendTo, othersThere, sendAgreedAt } = request
  if (sendBy === null || sendAgreedAt === null) return [{ key: 'How they want it', value: 'Not agreed yet' }]
  const detail = details.find(({ id }) => id === sendTo)
  const to =
    sendTo === null
      ? `${legible(contact?.contact ?? null)} (what they gave as they asked)`
      : (detail && detailInWords(detail)) || 'A contact detail that is held no more'
  return [
    { key: 'How they want it', value: wordOf(rightsRequest.fields.sendBy, sendBy) },
    { key: 'To', value: sendBy === 'in-person' ? null : to },
    { key: 'Who else reads what comes there', value: legible(othersThere) },
    { key: 'Agreed', value: dayAndTime(sendAgreedAt) },
  ]
}

type Kind = { readonly kind: string; readonly given: number; readonly left: number }
const kinds: readonly Column<Kind>[] = [
  { heading: 'Kind of record', cell: ({ kind }) => titleInPack(kind) },
  { heading: 'Given', cell: ({ given }) => given, format: 'numeric' },
  { heading: 'Left out', cell: ({ left }) => left, format: 'numeric' },
]

/** How much of each kind is in it. */
export function Counts({ row }: { readonly row: RightsAnswerRow }): JSX.Element {
  const { items, withheld } = contentsIn(row.contents)
  const all = [...new Set([...Object.keys(items), ...Object.keys(withheld)])]
  const rows = all.map((kind) => ({ kind, given: items[kind] ?? 0, left: withheld[kind] ?? 0 }))
  return <RecordTable caption="What is in it, by kind of record" columns={kinds} rows={rows} empty="Nothing is held about them." />
}

/** Where the check stopped an answer: by file and page, and never the words. */
export function Stopped({ row }: { readonly row: RightsAnswerRow }): JSX.Element {
  const stops = stopsIn(row.stoppedAt)
  return (
    <>
      <WarningText>The check stopped the last answer. Something withheld stands in it, or a part of it could not be read.</WarningText>
      <ul class="govuk-list govuk-list--bullet">
        {stops.map(({ file, what, page }) => (
          <li>
            {file === 0 ? 'The archive itself' : `File ${file}`}
            {page === undefined ? '' : `, page ${page}`}: {what.replaceAll('-', ' ')}
          </li>
        ))}
      </ul>
      <p class="govuk-body">Look at the texts again, decide what stands there, and make the answer anew.</p>
    </>
  )
}
