import type { FastifyInstance } from 'fastify'
import { gone } from '#decisions/done-or-refused.ts'
import { partsIn, secondsOf } from '#duties/training/cut-times.ts'
import { makeExtract } from '#duties/training/make.ts'
import { namesOf } from '#duties/training/names.ts'
import { cutOut } from '#exchange/telephone/extract.ts'
import type { Stretch } from '#gate/media/media-at-rest.ts'
import { isOpenFor } from '#gate/opened.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { InsetText } from '../../components/index.ts'
import { ask, form, optionalText, writtenAs } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { trainingAt } from '../calls/around.tsx'
import { cutFaults } from '../cut-faults.ts'
import { atOpening, type DeskDeps, itemIn } from '../kit.ts'

const { fields } = trainingExtract
const moment = (label: string, hint: string) =>
  writtenAs(optionalText({ label, hint, most: 8, width: '5' }), secondsOf, 'Enter minutes and seconds, such as 0:15')

export const cutting = form(
  {
    from: moment('From', 'Minutes and seconds, for example 0:15'),
    until: moment('Until', 'For example 2:40'),
    silenced: writtenAs(
      optionalText({
        label: 'Parts to silence (optional)',
        hint: 'One per line, for example 0:31 to 0:34. Use the times of the whole recording.',
        most: 2000,
        rows: 4,
      }),
      partsIn,
      'Enter one part per line, such as 0:31 to 0:34',
    ),
    title: ask(fields.title),
    transcript: ask(fields.transcript),
    claim: ask(fields.claim),
    heard: writtenAs(
      optionalText({
        label: 'Colleagues who can be heard (if everybody agrees)',
        hint: 'One name per line, as they sign in. Each is asked for their own agreement, as is whoever took the call. Silence anybody else.',
        most: 2000,
        rows: 3,
      }),
      namesOf,
      'Enter up to 20 names, one per line',
    ),
  },
  ({ from, until }) => (until <= from ? [{ field: 'until', message: 'Enter a time after the beginning' }] : []),
)

const silence =
  'Silence names, addresses, references and anything else that identifies somebody. A second person listens before anybody else does.'

/** Cutting an extract for training out of a recording, and silencing what shows who is on it (TC7). */
export function cuttingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const making = { ...deps.gateDeps, gate: deps.gate }
  formAbout(app, atOpening(deps, 'call-recordings'), {
    at: '/desk/openings/:id/recordings/:item/extract',
    // Made while listening to calls, and for nothing else.
    load: ({ opened }) => (isOpenFor(opened, 'call-quality') ? { ok: true, opened } : gone),
    form: () => cutting,
    button: 'Make the extract',
    draw: (_, whole, { at, request }) => ({
      title: 'Make a training extract',
      back: { href: `${at}/recordings/${itemIn(request)}`, text: 'Back to the recording' },
      lead: 'This creates a separate recording. It does not contain the parts you cut or silence.',
      body: [<InsetText>{silence}</InsetText>, whole],
    }),
    act({ request, signed }, { from, until, silenced, ...words }, { opened }) {
      const what = { ...words, recording: itemIn(request), seconds: until - from }
      const by = { listening: opened, colleague: signed.colleague }
      const cut = (sound: Stretch) => ({ bytes: cutOut(sound, { from, until, silenced }, deps.ffmpeg), type: () => 'audio/wav' })
      return makeExtract(making, by, what, cut)
    },
    faults: cutFaults,
    wrong: {
      absent: { field: 'from', message: 'There is no sound to cut' },
      name: { field: 'title', message: 'Remove the name: somebody on the call is named here or in “What is said”' },
      consent: { field: 'claim', message: 'The caller’s consent is not on their record' },
      unnamed: { field: 'heard', message: 'Name the colleagues who can be heard, or take out all that shows who is on it' },
    },
    leadsTo: () => trainingAt,
    said: 'The extract has been made. A second person has to listen to it and release it, once everybody whose agreement it needs has agreed.',
  })
}
