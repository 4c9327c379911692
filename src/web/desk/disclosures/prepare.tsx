import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { masksIn, silencesIn } from '#duties/disclosures/obscure.ts'
import { mostUploaded, prepare } from '#duties/disclosures/prepare.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { filmedTimes } from '#records/footage/footage.ts'
import { Fault } from '#shared/fault.ts'
import { Button, FileUpload, type FormError, InsetText } from '../../components/index.ts'
import { ask, choice, form, optionalText, writtenAs } from '../../form/index.ts'
import { fieldsThenFile, takesFile } from '../../form-with-file.ts'
import { parseQuery, type Refusal } from '../../forms.ts'
import { HttpFault } from '../../http-fault.ts'
import { fileFromColleagues } from '../../who-may-send.ts'
import { notASpan, spanAsked, spanOf } from '../footage/span.ts'
import { type DeskDeps, dayAndTime } from '../kit.ts'
import { atDisclosures, type OnDisclosures } from './at-disclosures.ts'
import { fileFaults, notHidden, unshown, wrongWith } from './disclosure-words.ts'

const pieceAsked = z.strictObject({ piece: z.uuid() })
const { recipient, organisation, officer, power, requested } = disclosure.fields
const most = 200

const masks = writtenAs(
  optionalText({
    label: 'What to black out (optional)',
    hint: 'One rectangle per line: start-end in the clip, then left, top, width and height as percentages of the picture. Example: 0:05-0:20 25 10 30 50.',
    rows: 4,
    most: 4000,
  }),
  masksIn,
  'Enter each line as 0:05-0:20 25 10 30 50',
)
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
      recipient: ask(recipient, { label: 'Who asks?', missing: 'Choose who asks' }),
      organisation: ask(organisation, { label: 'Force or court', most, missing: 'Enter the force or court' }),
      officer: ask(officer, { hint: 'Name or number, as in the request.', most, missing: 'Enter who asks there' }),
      power: ask(power, { hint: 'The law they rely on.', most, missing: 'Enter the power they rely on' }),
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
    },
    notASpan,
  )

/** Preparing a clip for a written request: cut here, or sent in treated. */
export function prepareRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const at = '/desk/openings/:id/disclosures/new'
  const record = atDisclosures(deps)
  const cutsHere = deps.ffmpeg !== null
  const asking = request(cutsHere)

  app.get(
    at,
    record.enter((visit) => show(visit)),
  )
  app.register(async (scope) => {
    await takesFile(scope, mostUploaded)
    // Whether it is open to them is asked before anything of the form is read, and again when it is acted on.
    const isOpen = record.enter(() => undefined)
    scope.post(
      at,
      { ...fileFromColleagues, onRequest: async (request, reply) => isOpen(request, reply) },
      record.enter((visit) => prepareClip(visit)),
    )
  })

  async function show(visit: OnDisclosures, refused?: Refusal): Promise<unknown> {
    const { opened, request, reply, at, refuse } = visit
    const { piece: id } = parseQuery(pieceAsked, request.query)
    const answer = await opened.read(filmedTimes, id)
    if (!answer.ok) return refuse(answer.refusal)
    const [piece] = answer.rows
    if (piece === undefined) throw new HttpFault(404, 'there is no such footage')
    if (refused !== undefined) reply.code(422)
    const when = (instant: string) => dayAndTime(instant)
    const body = (
      <>
        <p class="app-lead">
          Share footage only on a written request, and only the part it needs. This film runs from {when(piece.startedAt)} to{' '}
          {when(piece.endedAt)}.
        </p>
        <form method="post" action={`${at}/disclosures/new?piece=${id}`} enctype="multipart/form-data" novalidate>
          {record.token(visit)}
          {asking.fields({}, refused)}
          <FileUpload
            name="copy"
            label={cutsHere ? 'An already edited copy (optional)' : 'The edited copy'}
            hint={`MP4 or MKV.${cutsHere ? ' Leave empty to cut the clip here.' : ''}`}
            accept="video/mp4,.mkv"
            error={refused?.errors.find(({ field }) => field === 'copy')?.message}
          />
          <Button>Prepare the clip</Button>
        </form>
      </>
    )
    const back = { href: `${at}/footage/${id}`, text: 'Back to the film' }
    return record.send(visit, { title: 'Share part of this footage', back, body }, refused?.errors)
  }

  async function prepareClip(visit: OnDisclosures): Promise<unknown> {
    const { fields, file, finish } = await fieldsThenFile(visit.request)
    const again = (errors: readonly FormError[]) => {
      finish()
      return show(visit, { ok: false, errors, values: fields })
    }
    const sent = asking.read(fields, record.today())
    if (!sent.ok) return again(sent.errors)
    const { on, from, to, masks, silences, others, ...request } = sent.value
    const times = spanOf({ on, from, to })
    if (!('span' in times)) return again([times.wrong])
    if (others === 'hidden' && masks.length === 0 && file === null) return again([notHidden])
    const { piece } = parseQuery(pieceAsked, visit.request.query)
    const asked = { piece, ...times.span, request, masks, silences, uploaded: file }
    try {
      const answer = await prepare({ ...deps.gateDeps, ffmpeg: deps.ffmpeg }, visit.opened, visit.signed.colleague, asked)
      finish()
      if (answer.ok) {
        record.say(visit, 'The clip has been made. A senior manager has to approve it before it is shared.')
        return visit.reply.redirect(`${visit.at}/disclosures/${answer.id}`, 303)
      }
      if (answer.why === 'refused') return visit.refuse(answer.refusal, 'collect')
      return again([answer.why === 'unshown' ? unshown(answer) : wrongWith[answer.why]])
    } catch (error) {
      const message = error instanceof Fault ? fileFaults[error.code] : undefined
      if (message === undefined) throw error
      return again([{ field: 'copy', message }])
    }
  }
}
