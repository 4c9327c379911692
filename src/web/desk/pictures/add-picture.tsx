import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { addPicture, mayNotAdd } from '#duties/pictures/add.ts'
import { mostPictureBytes } from '#media/picture.ts'
import { setAside } from '#media/set-aside.ts'
import { picture } from '#records/picture/picture.ts'
import { Checkboxes } from '../../components/index.ts'
import { ask, day, form, optionalText, type Question, text, wrong } from '../../form/index.ts'
import { fieldsAroundFile } from '../../form-with-file.ts'
import { HttpFault } from '../../http-fault.ts'
import { fileBox, fileForm } from '../../pages/index.ts'
import { fileFromColleagues } from '../../who-may-send.ts'
import { atDesk, type DeskDeps } from '../kit.ts'
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
  file: fileBox({
    label: 'The picture',
    hint: 'JPEG, PNG or WebP, up to 40 MB and 64 million pixels. Location and device data is removed from the file.',
    accept: 'image/jpeg,image/png,image/webp',
    missing: 'Choose a picture',
  }),
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

const passing = join(tmpdir(), `assured-set-aside-${userInfo().uid}`)

/** A picture is set aside as it comes, and decoded from there: only for somebody who may add one, and whose form it is. */
export function addPictureRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const all = { ...deps.gateDeps, gate: deps.gate }
  const taken = (bytes: AsyncIterable<Uint8Array>) => setAside(deps.setAsideIn ?? passing, bytes, mostPictureBytes)

  fileForm(app, atDesk(deps, wantedPictures), {
    at: `${picturesAt}/new`,
    back: picturesAt,
    sends: fileFromColleagues,
    mostBytes: mostPictureBytes,
    mayNot: ({ signed }) => mayNotAdd(all, signed.colleague),
    async take(request) {
      const { fields, file } = await fieldsAroundFile(request, taken, (each) => each.remove())
      return { fields, file: file?.bytes === 0 ? null : file, done: async () => file?.remove() }
    },
    load: () => done,
    form: addition,
    button: 'Add the picture',
    draw: (_, whole) => ({ title: 'Add a picture', back: toPictures, body: whole }),
    async act({ signed }, { kind, shows, event, taken: takenOn }, source) {
      if (source === null) throw new HttpFault(400, 'a form says that a file came, and none did')
      return addPicture(all, signed.colleague, { kind, shows, takenOn, event }, source)
    },
    faults: { at: 'file', said: inTheirWords },
    wrong: {},
    leadsTo: (_, { id }) => `${picturesAt}/${id}`,
    said: 'The picture has been added. It is not shown anywhere yet.',
  })
}
