import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { addPicture, mayNotAdd } from '#duties/pictures/add.ts'
import { mostPictureBytes } from '#media/picture.ts'
import { type SetAside, setAside } from '#media/set-aside.ts'
import { picture } from '#records/picture/picture.ts'
import { Fault } from '#shared/fault.ts'
import { Button, Checkboxes, FileUpload } from '../../components/index.ts'
import { ask, day, form, optionalText, type Question, text, wrong } from '../../form/index.ts'
import { fieldsAroundFile, takesFile } from '../../form-with-file.ts'
import type { Refusal } from '../../forms.ts'
import { fileFromColleagues } from '../../who-may-send.ts'
import { type AtDesk, atDesk, type DeskDeps } from '../kit.ts'
import { picturesAt, toPictures, wantedPictures } from './picture-words.ts'

/** What the sender can do something about, in their words. */
const inTheirWords: Readonly<Record<string, string>> = {
  'media-empty': 'The file is empty',
  'media-too-large': 'The file is larger than 40 MB',
  'media-unknown-kind': 'Choose a JPEG, PNG or WebP picture',
  'media-broken': 'The picture is cut short or damaged, is animated, or has more than 64 million pixels: choose another',
  'media-busy': 'Many pictures are being added at the moment: try again in a minute',
}

/** The photographer's word, given for each picture anew. */
const nobodySaidNo: Question<true> = {
  boxes: (name) => [name],
  read: (name, filled) =>
    filled[name] === 'said-no' ? { ok: true, value: true } : wrong(name, 'Confirm that nobody in it asked to be left out'),
  shown: () => ({}),
  render: ({ name, error }) => (
    <Checkboxes name={name} error={error} items={[{ value: 'said-no', text: 'Nobody in it asked the photographer to be left out' }]} />
  ),
}

export const addition = form({
  // Each kind with its rule, as a colleague has to know it before choosing.
  kind: ask(picture.fields.kind, {
    label: 'What kind of picture is it?',
    missing: 'Choose what kind of picture it is',
    hints: {
      group: 'Nobody is named without their permission. Anybody in it can have it taken down.',
      people: 'It is shown only once somebody in it has given permission.',
      home: 'No people can be linked to it.',
    },
  }),
  shows: text({
    label: 'What does it show?',
    hint: 'Shown as the caption and read aloud by screen readers. Do not name anybody.',
    most: 200,
    missing: 'Enter what it shows',
  }),
  event: optionalText({ label: 'Event (optional)', most: 200 }),
  taken: day({
    label: 'When was it taken?',
    hint: 'For example, 31 3 2026',
    when: 'come',
    missing: 'Enter the date it was taken, such as 31 3 2026',
  }),
  nobody: nobodySaidNo,
})

/** A picture is set aside as it comes, and decoded from there: only for somebody who may add one, and whose form it is. */
export function addPictureRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const at = `${picturesAt}/new`
  const all = { ...deps.gateDeps, gate: deps.gate }
  const desk = atDesk(deps, wantedPictures)

  const show = (visit: AtDesk, refused?: Refusal) => {
    if (refused !== undefined) visit.reply.code(422)
    const file = refused?.errors.find(({ field }) => field === 'file')?.message
    const body = (
      <form method="post" action={at} enctype="multipart/form-data" novalidate>
        {desk.token(visit)}
        <FileUpload
          name="file"
          label="The picture"
          hint="JPEG, PNG or WebP, up to 40 MB and 64 million pixels. Location and device data is removed from the file."
          accept="image/jpeg,image/png,image/webp"
          error={file}
        />
        {addition.fields({}, refused)}
        <Button>Add the picture</Button>
      </form>
    )
    return desk.send(visit, { title: 'Add a picture', back: toPictures, body }, refused?.errors)
  }

  app.get(
    at,
    desk.enter((visit) => show(visit)),
  )
  app.register(async (scope) => {
    await takesFile(scope, mostPictureBytes)
    // Before anything of the form is read.
    const mayAdd = desk.enter(async (visit) => {
      const refusal = await mayNotAdd(all, visit.signed.colleague)
      if (refusal !== null) return desk.refuse(visit, refusal, 'collect', picturesAt)
    })
    const taken = (bytes: AsyncIterable<Uint8Array>) => setAside(deps.setAsideIn ?? passing, bytes, mostPictureBytes)
    scope.post(
      at,
      { ...fileFromColleagues, onRequest: async (request, reply) => mayAdd(request, reply) },
      desk.enter(async (visit) => {
        const sent = await fieldsAroundFile(visit.request, taken, (each) => each.remove()).catch(wrongFile)
        if ('message' in sent) return show(visit, { ok: false, errors: [sent], values: {} })
        try {
          return await add(visit, sent.fields, sent.file)
        } finally {
          await sent.file?.remove()
        }
      }),
    )
  })

  async function add(visit: AtDesk, fields: Readonly<Record<string, string>>, file: SetAside | null) {
    const sent = addition.read(fields, desk.today())
    if (file === null || file.bytes === 0) {
      const missing = { field: 'file', message: 'Choose a picture' }
      return show(visit, { ok: false, errors: [missing, ...(sent.ok ? [] : sent.errors)], values: fields })
    }
    if (!sent.ok) return show(visit, sent)
    const { kind, shows, event, taken: takenOn } = sent.value
    try {
      const answer = await addPicture(all, visit.signed.colleague, { kind, shows, takenOn, event }, file).finally(file.remove)
      if (!answer.ok) return desk.refuse(visit, answer.refusal, 'collect', picturesAt)
      desk.say(visit, 'The picture has been added. It is not shown anywhere yet.')
      return visit.reply.redirect(`${picturesAt}/${answer.id}`, 303)
    } catch (error) {
      return show(visit, { ok: false, errors: [wrongFile(error)], values: fields })
    }
  }
}

function wrongFile(error: unknown) {
  const message = error instanceof Fault ? inTheirWords[error.code] : undefined
  if (message === undefined) throw error
  return { field: 'file', message }
}

const passing = join(tmpdir(), `assured-set-aside-${userInfo().uid}`)
