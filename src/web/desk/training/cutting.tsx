import type { FastifyInstance } from 'fastify'
import type { NotDone } from '#decisions/done-or-refused.ts'
import { type MakeAnswer, training } from '#duties/training/training.ts'
import { cutOut, type Span } from '#exchange/telephone/extract.ts'
import type { Opened } from '#gate/opened.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { Fault } from '#shared/fault.ts'
import { InsetText } from '../../components/index.ts'
import { ask, form, optionalText, text, writtenAs } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { trainingAt } from '../calls/around.tsx'
import { atOpening, type DeskDeps, itemIn, type OnOpening } from '../kit.ts'

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
      spansIn,
      'Enter one part per line, such as 0:31 to 0:34',
    ),
    title: text({ label: 'What does it teach?', hint: 'Do not use names.', least: 3, most: 100, missing: 'Enter what it teaches' }),
    transcript: optionalText({
      label: 'What is said (optional)',
      hint: 'Leave out names: it is checked against the names of the people on the call.',
      most: 10_000,
      rows: 4,
    }),
    claim: ask(trainingExtract.fields.claim, {
      label: 'Why may it be played to others?',
      missing: 'Choose why it may be played',
      hints: { consent: 'Their consent must be on their record.' },
    }),
  },
  ({ from, until }) => (until <= from ? [{ field: 'until', message: 'Enter a time after the beginning' }] : []),
)

const silence =
  'Silence names, addresses, references and anything else that identifies somebody. A second person listens before anybody else does.'

type Visit = OnOpening<'call-recordings'>

/** Cutting an extract for training out of a recording, and silencing what shows who is on it (TC7). */
export function cuttingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const list = training({ ...deps.gateDeps, gate: deps.gate })
  formAbout(app, atOpening(deps, 'call-recordings'), {
    at: '/desk/openings/:id/recordings/:item/extract',
    // Made while listening to calls, and for nothing else.
    load: ({ opened }) => (listens(opened) ? { ok: true, opened } : { ok: false, why: 'gone' }),
    form: () => cutting,
    button: 'Make the extract',
    draw: (_, whole, { at, request }) => ({
      title: 'Make a training extract',
      back: { href: `${at}/recordings/${itemIn(request)}`, text: 'Back to the recording' },
      lead: 'This creates a separate recording. It does not contain the parts you cut or silence.',
      body: [<InsetText>{silence}</InsetText>, whole],
    }),
    act({ request, signed }, { from, until, silenced, ...words }, { opened }) {
      const making = { ...words, recording: itemIn(request), seconds: until - from }
      const cut = { from, until, silenced }
      return cutAs(() =>
        list.make(opened, signed.colleague, making, (sound) => ({ bytes: cutOut(sound, cut, deps.ffmpeg), type: () => 'audio/wav' })),
      )
    },
    wrong: {
      absent: { field: 'from', message: 'There is no sound to cut' },
      name: { field: 'title', message: 'Remove the name: somebody on the call is named here or in “What is said”' },
      consent: { field: 'claim', message: 'Their consent is not on their record' },
      'cut-beyond': { field: 'from', message: 'Enter times within the recording' },
      'cut-not-possible': {
        field: 'from',
        message: 'This kind of recording cannot be cut here: ask whoever runs the system to install ffmpeg',
      },
    },
    leadsTo: () => trainingAt,
    said: 'The extract has been made. A second person has to listen to it and release it.',
  })
}

function listens(opened: Visit['opened']): opened is Visit['opened'] & Opened<'call-quality'> {
  return opened.activity === 'call-quality'
}

/** What a cut cannot be made of is found while it is made. */
async function cutAs(make: () => Promise<MakeAnswer>): Promise<MakeAnswer | NotDone<'cut-beyond' | 'cut-not-possible'>> {
  try {
    return await make()
  } catch (error) {
    const code = error instanceof Fault ? error.code : undefined
    if (code === 'cut-beyond' || code === 'cut-not-possible') return { ok: false, why: code }
    throw error
  }
}

/** `2:40`: minutes and seconds of the recording, in seconds. */
function secondsOf(written: string): number | null {
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]\d)$/.exec(written) ?? []
  return minutes === undefined ? null : Number(minutes) * 60 + Number(seconds)
}

/** Parts of the recording, one a line. */
function spansIn(written: string): readonly Span[] | null {
  const lines = written.split('\n').filter((line) => line.trim() !== '')
  const spans = lines.flatMap((line) => {
    const [from, until] = line
      .trim()
      .split(/\s*(?:to|-|–)\s*/)
      .map(secondsOf)
    return typeof from !== 'number' || typeof until !== 'number' || until <= from ? [] : [{ from, until }]
  })
  return spans.length === lines.length ? spans : null
}
