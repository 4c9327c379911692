import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { gone } from '#decisions/done-or-refused.ts'
import { prepareForPerson } from '#duties/disclosures/for-the-person.ts'
import { type ClipRecipient, clipRecipient } from '#duties/disclosures/outside.ts'
import { mostUploaded, type OpenForClip, prepare, type ToCut } from '#duties/disclosures/prepare.ts'
import { isOpenFor } from '#gate/opened.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { PartShape } from '#gate/record-part.ts'
import { filmedTimes, type footage } from '#records/footage/footage.ts'
import { fieldsThenFile } from '../../form-with-file.ts'
import { parseQuery } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { type Door, fileForm } from '../../pages/index.ts'
import { fileFromColleagues } from '../../who-may-send.ts'
import { spanOf } from '../footage/span.ts'
import { atOpening, type DeskDeps, dayAndTime, type OnOpening } from '../kit.ts'
import { type Cutting, request, requestOfPerson } from './asked.tsx'
import { fileFaults, unshown, wrongForPerson, wrongWith, wrongWithRequest } from './disclosure-words.ts'
import { type ForWhom, whom } from './for-whom.ts'

const pieceAsked = z.strictObject({ piece: z.uuid(), to: z.uuid().optional() })
type About = { readonly item: Filmed; readonly about: ClipRecipient }
type Filmed = Pick<PartShape<typeof footage.fields, 'cctv-footage'>, 'id' | 'startedAt' | 'endedAt'>
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

const askedIn = (visit: OnDisclosures) => parseQuery(pieceAsked, visit.request.query)
const pieceIn = (visit: OnDisclosures) => askedIn(visit).piece

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
    ...newClip<About>(whom.outside, ({ about }) => `${whom.outside.newTitle} with ${about.name}`),
    async load(visit) {
      const about = await clipRecipient(gateDeps, visit.opened, askedIn(visit).to ?? null)
      if (about === null) return gone
      const film = theOne(await visit.opened.read(filmedTimes, pieceIn(visit)))
      return film.ok ? { ...film, about } : film
    },
    form: request(ffmpeg !== null),
    async act(visit, { occasion, officer, authoriser, isVictim, power, requested, ...answers }, uploaded) {
      if (!isOpenFor(visit.opened, 'crime-prevention')) throw notGivenHere()
      const cut = toCutIn(visit, answers, uploaded)
      if (!cut.ok) return cut
      const { to: organisation } = askedIn(visit)
      if (organisation === undefined) return { ok: false, why: 'organisation' } as const
      const asked = { ...cut.asked, request: { organisation, occasion, officer, authoriser, isVictim, power, requested } }
      const answer = await prepare({ ...gateDeps, ffmpeg }, visit.opened, visit.signed.colleague, asked)
      return !answer.ok && answer.why === 'unshown' ? { ok: false, why: 'worded', error: unshown(answer) } : answer
    },
    wrong: { ...wrongWith, ...wrongWithRequest },
    leadsTo: ({ at }, { id }) => `${at}/${whom.outside.path}/${id}`,
    said: 'The clip has been made. A senior manager has to approve it before it is shared.',
  })
  fileForm(app, atDisclosures(deps, whom.person), {
    ...newClip(whom.person, () => whom.person.newTitle),
    load: async (visit) => theOne(await visit.opened.read(filmedTimes, pieceIn(visit))),
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
function newClip<Shown extends { readonly item: Filmed }>({ path, newLead }: ForWhom, title: (shown: Shown) => string) {
  return {
    at: `/desk/openings/:id/${path}/new`,
    sends: fileFromColleagues,
    mostBytes: mostUploaded,
    take: fieldsThenFile,
    button: 'Prepare the clip',
    draw: (shown: Shown, whole: JSX.Element, { at }: OnDisclosures) => ({
      title: title(shown),
      back: { href: `${at}/footage/${shown.item.id}`, text: 'Back to the film' },
      lead: `${newLead} This film runs from ${dayAndTime(shown.item.startedAt)} to ${dayAndTime(shown.item.endedAt)}.`,
      body: whole,
    }),
    faults: { at: 'copy', said: fileFaults },
  } as const
}
