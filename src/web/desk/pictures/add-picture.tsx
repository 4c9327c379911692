import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { done } from '#decisions/done-or-refused.ts'
import { addPicture, mayNotAdd } from '#duties/pictures/add.ts'
import { mostPictureBytes } from '#media/picture.ts'
import { setAside } from '#media/set-aside.ts'
import { picture } from '#records/picture/picture.ts'
import { Checkboxes } from '../../components/index.ts'
import { ask, form, type Question, wrong } from '../../form/index.ts'
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
  kind: ask(picture.fields.kind),
  shows: ask(picture.fields.shows),
  event: ask(picture.fields.event),
  taken: ask(picture.fields.takenOn),
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
      const sent = await fieldsAroundFile(request, taken, (each) => each.remove())
      return sent.file?.bytes === 0 ? { ...sent, file: null } : sent
    },
    load: () => done,
    form: addition,
    button: 'Add the picture',
    draw: (_, whole) => ({ title: 'Add a picture', back: toPictures, body: whole }),
    async act({ signed }, { kind, shows, event, taken }, source) {
      if (source === null) throw new HttpFault(400, 'a form says that a file came, and none did')
      return addPicture(all, signed.colleague, { kind, shows, event, takenOn: Temporal.PlainDate.from(taken) }, source)
    },
    faults: { at: 'file', said: inTheirWords },
    wrong: {},
    leadsTo: (_, { id }) => `${picturesAt}/${id}`,
    said: 'The picture has been added. It is not shown anywhere yet.',
  })
}
