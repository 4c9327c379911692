import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { prepareForPerson } from '#duties/disclosures/for-the-person.ts'
import { masksIn, silencesIn } from '#duties/disclosures/obscure.ts'
import { mostUploaded, type OpenForClip, prepare, type ToCut } from '#duties/disclosures/prepare.ts'
import { isOpenFor } from '#gate/opened.ts'
import type { PartShape } from '#gate/record-part.ts'
import { theOne } from '#gate/the-one.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmedTimes, type footage } from '#records/footage/footage.ts'
import { wordOf } from '#records/words-of.ts'
import { type FormError, InsetText } from '../../components/index.ts'
import { type Answers, ask, choice, form, optionalText, writtenAs } from '../../form/index.ts'
import { fieldsThenFile } from '../../form-with-file.ts'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { type Door, fileBox, fileForm } from '../../pages/index.ts'
import { fileFromColleagues } from '../../who-may-send.ts'
import { notASpan, spanAsked, spanOf } from '../footage/span.ts'
import { atOpening, type DeskDeps, dayAndTime, type OnOpening } from '../kit.ts'
import { toBlackOut } from '../to-black-out.ts'
import { fileFaults, notHidden, unshown, wrongForPerson, wrongWith } from './disclosure-words.ts'
import { type ForWhom, whom } from './for-whom.ts'

const pieceAsked = z.strictObject({ piece: z.uuid() })
const { recipient, organisation, officer, power, requested } = disclosure.fields
type Filmed = Pick<PartShape<typeof footage.fields, 'cctv-footage'>, 'id' | 'startedAt' | 'endedAt'>
const most = 200

const masks = toBlackOut({ first: 'start-end in the clip, then ', example: '0:05-0:20 25 10 30 50' }, masksIn)
const silences = writtenAs(
  optionalText({ label: 'What to silence (optional)', hint: 'One part per line, for example 0:05-0:20.', rows: 2, most: 4000 }),
  silencesIn,
  'Enter each line as 0:05-0:20',
)
const cutElsewhere = <InsetText>This system cannot cut film. Cut it elsewhere, hide other people in it, and upload that copy.</InsetText>

/** The part that is asked for, and what is to be hidden in it. */
const cutting = (cutsHere: boolean) => ({
  ...spanAsked,
  others: choice({
    label: 'Can anyone who is not part of the request be recognised?',
    missing: 'Choose whether anyone else can be recognised',
    options: [
      { value: 'none', text: 'No' },
      {
        value: 'hidden',
        text: cutsHere ? 'Yes. I hide them below, or they are hidden in the copy I upload' : 'Yes. They are hidden in the copy I upload',
      },
    ],
  }),
  masks: cutsHere ? masks : { ...masks, render: () => cutElsewhere },
  silences: cutsHere ? silences : { ...silences, render: () => <></> },
  copy: fileBox({
    label: cutsHere ? 'An already edited copy (optional)' : 'The edited copy',
    hint: `MP4 or MKV.${cutsHere ? ' Leave empty to cut the clip here.' : ''}`,
    accept: 'video/mp4,.mkv',
  }),
})
type Cutting = Answers<ReturnType<typeof cutting>>

function wrongIn(asked: Cutting): readonly FormError[] {
  return [...notASpan(asked), ...(asked.others === 'hidden' && asked.masks.length === 0 && !asked.copy ? [notHidden] : [])]
}

/** Who asks of the police or a court, for what part, and what is to be hidden in it. */
export const request = (cutsHere: boolean) =>
  form(
    {
      recipient: choice({
        label: 'Who asks?',
        missing: 'Choose who asks',
        options: (['police', 'court'] as const).map((value) => ({ value, text: wordOf(recipient, value) })),
      }),
      organisation: ask(organisation, { label: 'Force or court', most, missing: 'Enter the force or court' }),
      officer: ask(officer, { most, missing: 'Enter who asks there' }),
      power: ask(power, { most, missing: 'Enter the power they rely on' }),
      requested: ask(requested, { most, missing: 'Enter their reference' }),
      ...cutting(cutsHere),
    },
    wrongIn,
  )

/** Which request for a copy the clip is for. */
const requestOfPerson = (cutsHere: boolean) =>
  form(
    {
      requested: ask(requested, {
        label: 'Reference of their request',
        hint: 'As its page has it. It must be open, and it must be known whose data it is about.',
        most,
        missing: 'Enter the reference of their request',
      }),
      ...cutting(cutsHere),
    },
    wrongIn,
  )

export type OnDisclosures = Omit<OnOpening<'cctv-footage'>, 'opened'> & { readonly opened: OpenForClip }

export const notGivenHere = (): HttpFault => new HttpFault(404, 'nothing is given to anybody for this activity')

/** Footage that is open for the activity for which clips are made, and for nothing else. */
export function atDisclosures(deps: DeskDeps, { activity }: Pick<ForWhom, 'activity'>): Door<OnDisclosures> {
  const record = atOpening(deps, 'cctv-footage')
  return {
    ...record,
    enter: (work) =>
      record.enter(({ opened, ...on }) => {
        if (!isOpenFor(opened, activity)) throw notGivenHere()
        return work({ ...on, opened })
      }),
  }
}

const pieceIn = (visit: OnDisclosures) => parseQuery(pieceAsked, visit.request.query).piece

/** What is asked of the film, whoever it is for. */
function toCutIn(visit: OnDisclosures, { on, from, to, masks, silences }: Cutting, uploaded: ToCut['uploaded']) {
  const times = spanOf({ on, from, to })
  return 'span' in times
    ? ({ ok: true, asked: { piece: pieceIn(visit), ...times.span, masks, silences, uploaded } } as const)
    : ({ ok: false, why: 'worded', error: times.wrong } as const)
}

/** Preparing a clip for a written request: cut here, or sent in treated. */
export function prepareRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { ffmpeg, gate, gateDeps } = deps
  fileForm(app, atDisclosures(deps, whom.outside), {
    ...newClip(whom.outside),
    form: request(ffmpeg !== null),
    async act(visit, { recipient, organisation, officer, power, requested, ...answers }, uploaded) {
      if (!isOpenFor(visit.opened, 'crime-prevention')) throw notGivenHere()
      const cut = toCutIn(visit, answers, uploaded)
      if (!cut.ok) return cut
      const asked = { ...cut.asked, request: { recipient, organisation, officer, power, requested } }
      const answer = await prepare({ ...gateDeps, ffmpeg }, visit.opened, visit.signed.colleague, asked)
      return !answer.ok && answer.why === 'unshown' ? { ok: false, why: 'worded', error: unshown(answer) } : answer
    },
    wrong: wrongWith,
    leadsTo: ({ at }, { id }) => `${at}/${whom.outside.path}/${id}`,
    said: 'The clip has been made. A senior manager has to approve it before it is shared.',
  })
  fileForm(app, atDisclosures(deps, whom.person), {
    ...newClip(whom.person),
    form: requestOfPerson(ffmpeg !== null),
    async act(visit, { requested, ...answers }, uploaded) {
      if (!isOpenFor(visit.opened, 'rights-requests')) throw notGivenHere()
      const cut = toCutIn(visit, answers, uploaded)
      if (!cut.ok) return cut
      const asked = { ...cut.asked, requested, others: answers.others }
      const answer = await prepareForPerson({ ...gateDeps, gate, ffmpeg }, visit.opened, visit.signed.colleague, asked)
      return !answer.ok && answer.why === 'unshown' ? { ok: false, why: 'worded', error: unshown(answer) } : answer
    },
    wrong: { ...wrongWith, ...wrongForPerson },
    leadsTo: ({ at }, { id }) => `${at}/${whom.person.path}/${id}`,
    said: 'The clip has been made. Another colleague of the data protection team has to approve it before it goes.',
  })
}

/** What the page of a new clip has, whoever it is for. */
function newClip({ path, newTitle, newLead }: ForWhom) {
  return {
    at: `/desk/openings/:id/${path}/new`,
    sends: fileFromColleagues,
    mostBytes: mostUploaded,
    take: fieldsThenFile,
    load: async (visit: OnDisclosures) => theOne(await visit.opened.read(filmedTimes, pieceIn(visit))),
    button: 'Prepare the clip',
    draw: ({ item }: { readonly item: Filmed }, whole: JSX.Element, { at }: OnDisclosures) => ({
      title: newTitle,
      back: { href: `${at}/footage/${item.id}`, text: 'Back to the film' },
      lead: `${newLead} This film runs from ${dayAndTime(item.startedAt)} to ${dayAndTime(item.endedAt)}.`,
      body: whole,
    }),
    faults: { at: 'copy', said: fileFaults },
  } as const
}
