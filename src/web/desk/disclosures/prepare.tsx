import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { masksIn, silencesIn } from '#duties/disclosures/obscure.ts'
import { mostUploaded, type OpenForDisclosure, prepare } from '#duties/disclosures/prepare.ts'
import { isOpenFor } from '#gate/opened.ts'
import { theOne } from '#gate/the-one.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmedTimes } from '#records/footage/footage.ts'
import { InsetText } from '../../components/index.ts'
import { ask, choice, form, optionalText, writtenAs } from '../../form/index.ts'
import { fieldsThenFile } from '../../form-with-file.ts'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { type Door, fileBox, fileForm } from '../../pages/index.ts'
import { fileFromColleagues } from '../../who-may-send.ts'
import { notASpan, spanAsked, spanOf } from '../footage/span.ts'
import { atOpening, type DeskDeps, dayAndTime, type OnOpening } from '../kit.ts'
import { toBlackOut } from '../to-black-out.ts'
import { fileFaults, notHidden, unshown, wrongWith } from './disclosure-words.ts'

const pieceAsked = z.strictObject({ piece: z.uuid() })
const { recipient, organisation, officer, power, requested } = disclosure.fields
const most = 200

const masks = toBlackOut({ first: 'start-end in the clip, then ', example: '0:05-0:20 25 10 30 50' }, masksIn)
const silences = writtenAs(
  optionalText({ label: 'What to silence (optional)', hint: 'One part per line, for example 0:05-0:20.', rows: 2, most: 4000 }),
  silencesIn,
  'Enter each line as 0:05-0:20',
)
const cutElsewhere = <InsetText>This system cannot cut film. Cut it elsewhere, hide other people in it, and upload that copy.</InsetText>

/** Who asks, for what part, and what is to be hidden in it. */
export const request = (cutsHere: boolean) =>
  form(
    {
      recipient: ask(recipient),
      organisation: ask(organisation, { label: 'Force or court', most, missing: 'Enter the force or court' }),
      officer: ask(officer, { most, missing: 'Enter who asks there' }),
      power: ask(power, { most, missing: 'Enter the power they rely on' }),
      requested: ask(requested, { most, missing: 'Enter their reference' }),
      ...spanAsked,
      others: choice({
        label: 'Can anyone who is not part of the request be recognised?',
        missing: 'Choose whether anyone else can be recognised',
        options: [
          { value: 'none', text: 'No' },
          {
            value: 'hidden',
            text: cutsHere
              ? 'Yes. I hide them below, or they are hidden in the copy I upload'
              : 'Yes. They are hidden in the copy I upload',
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
    },
    (asked) => [...notASpan(asked), ...(asked.others === 'hidden' && asked.masks.length === 0 && !asked.copy ? [notHidden] : [])],
  )

export type OnDisclosures = Omit<OnOpening<'cctv-footage'>, 'opened'> & { readonly opened: OpenForDisclosure }

/** Footage that is open to prevent or detect crime, and for nothing else. */
export function atDisclosures(deps: DeskDeps): Door<OnDisclosures> {
  const record = atOpening(deps, 'cctv-footage')
  return {
    ...record,
    enter: (work) =>
      record.enter(({ opened, ...on }) => {
        if (!isOpenFor(opened, 'crime-prevention')) throw new HttpFault(404, 'nothing is given to anybody for this activity')
        return work({ ...on, opened })
      }),
  }
}

/** Preparing a clip for a written request: cut here, or sent in treated. */
export function prepareRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { ffmpeg, gateDeps } = deps
  const pieceIn = (visit: OnDisclosures) => parseQuery(pieceAsked, visit.request.query).piece

  fileForm(app, atDisclosures(deps), {
    at: '/desk/openings/:id/disclosures/new',
    sends: fileFromColleagues,
    mostBytes: mostUploaded,
    take: fieldsThenFile,
    load: async (visit) => theOne(await visit.opened.read(filmedTimes, pieceIn(visit))),
    form: request(ffmpeg !== null),
    button: 'Prepare the clip',
    draw: ({ item }, whole, { at }) => ({
      title: 'Share part of this footage',
      back: { href: `${at}/footage/${item.id}`, text: 'Back to the film' },
      lead:
        'Share footage only on a written request, and only the part it needs. ' +
        `This film runs from ${dayAndTime(item.startedAt)} to ${dayAndTime(item.endedAt)}.`,
      body: whole,
    }),
    async act(visit, { on, from, to, masks, silences, others, copy, ...request }, uploaded) {
      const times = spanOf({ on, from, to })
      if (!('span' in times)) return { ok: false, why: 'worded', error: times.wrong }
      const asked = { piece: pieceIn(visit), ...times.span, request, masks, silences, uploaded }
      const answer = await prepare({ ...gateDeps, ffmpeg }, visit.opened, visit.signed.colleague, asked)
      return !answer.ok && answer.why === 'unshown' ? { ok: false, why: 'worded', error: unshown(answer) } : answer
    },
    faults: { at: 'copy', said: fileFaults },
    wrong: wrongWith,
    leadsTo: ({ at }, { id }) => `${at}/disclosures/${id}`,
    said: 'The clip has been made. A senior manager has to approve it before it is shared.',
  })
}
