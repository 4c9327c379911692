import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { z } from 'zod'
import { findsOf } from '#duties/rights/search/finds.ts'
import { isByName, isSystem, titleOf } from '#duties/rights/search/places.ts'
import type { rightsSearchOf } from '#duties/rights/search/search.ts'
import type { PartShape } from '#gate/record-part.ts'
import { mostDocumentBytes } from '#media/document.ts'
import { setAside } from '#media/set-aside.ts'
import { rightsFind } from '#records/rights-find/rights-find.ts'
import { LinkLine, RecordTable, Section } from '../../../components/index.ts'
import { ask, form, optionalText } from '../../../form/index.ts'
import { fieldsAroundFile } from '../../../form-with-file.ts'
import { sentAlong } from '../../../forms.ts'
import { HttpFault } from '../../../http-fault.ts'
import { action, actionButton, fileBox, fileForm } from '../../../pages/index.ts'
import { fileFromColleagues } from '../../../who-may-send.ts'
import { type AtDesk, atDesk, columns, type DeskDeps, idIn, itemIn, legible } from '../../kit.ts'
import { requestsAt } from '../request-words.ts'

const at = `${requestsAt}/:id/search/:item`
const removal = z.strictObject({ find: z.uuid(), version: z.string().regex(/^\d{1,10}$/) })
const passing = join(tmpdir(), `assured-set-aside-${userInfo().uid}`)

/** What the sender can do something about, in their words. */
const inTheirWords: Readonly<Record<string, string>> = {
  'media-empty': 'The file is empty',
  'media-too-large': 'The file is larger than 20 MB: split it',
  'media-unknown-kind':
    'Choose a PDF, a text in UTF-8, or a JPEG, PNG or WebP picture. Save anything else, such as a Word file, as a PDF first',
  'media-broken':
    'The file cannot be read: it is damaged, locked by a password, or has more than 200 pages or 64 million pixels. Save it again without a password, or split it',
  'media-busy': 'Many documents are being added at the moment: try again in a minute',
}

const addition = form({
  file: fileBox({
    label: 'The document',
    hint: 'A PDF, a text, or a picture of paper (JPEG, PNG or WebP), up to 20 MB.',
    accept: 'application/pdf,text/plain,image/jpeg,image/png,image/webp',
    missing: 'Choose a document',
  }),
  called: ask(rightsFind.fields.called),
  says: optionalText({
    label: 'What does it say, where it is a picture?',
    hint: 'No software here reads handwriting, or letters in a picture. Type out every word of a picture, and of each page of a PDF that is a picture. Leave it empty otherwise.',
    most: 20_000,
    rows: 8,
  }),
})

/** Where no reader is installed, a PDF is as a picture: somebody types it out. */
const unreadable = async (): Promise<readonly string[]> => ['']

type Find = PartShape<typeof rightsFind.fields, 'documents'>

/** What another system sent: adding a document to the copy, and removing one that does not belong there. */
export function findRoutes(app: FastifyInstance, deps: DeskDeps, search: ReturnType<typeof rightsSearchOf>) {
  const finds = findsOf({ ...deps.gateDeps, gate: deps.gate })
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const taken = (bytes: AsyncIterable<Uint8Array>) => setAside(deps.setAsideIn ?? passing, bytes, mostDocumentBytes)
  const placeAt = ({ request }: AtDesk) => `${requestsAt}/${idIn(request)}/search/${itemIn(request)}`

  fileForm(app, desk, {
    at: `${at}/add`,
    back: at,
    sends: fileFromColleagues,
    mostBytes: mostDocumentBytes,
    mayNot: ({ signed }) =>
      deps.gate.workList(signed.colleague, { activity: 'rights-requests', because: 'rights-request' }).mayNotCollect(rightsFind),
    async take(request) {
      const sent = await fieldsAroundFile(request, taken, (each) => each.remove())
      return sent.file?.bytes === 0 ? { ...sent, file: null } : sent
    },
    async load({ request, signed }) {
      const look = await search.look(signed.colleague, idIn(request))
      if (!look.ok) return look.why === 'unidentified' ? ({ ok: false, why: 'gone' } as const) : look
      const row = look.places.find((each) => each.row?.id === itemIn(request))?.row
      return row == null || !(isSystem(row.place) || isByName(row.place))
        ? ({ ok: false, why: 'gone' } as const)
        : ({ ok: true, row } as const)
    },
    form: addition,
    button: 'Add the document',
    draw: ({ row }, whole, visit) => {
      const title = titleOf(deps.editions.current().edition, row.place)
      return {
        title: `Add a document from: ${title}`,
        back: { href: placeAt(visit), text: title },
        lead: 'Its words are read before they can leave, like every other text of the copy.',
        body: whole,
      }
    },
    async act({ request, signed }, { called, says }, source) {
      if (source === null) throw new HttpFault(400, 'a form says that a file came, and none did')
      const came = { path: source.path, readsPdf: deps.readsPdf ?? unreadable }
      return finds.add(signed.colleague, idIn(request), itemIn(request), { called, says }, came)
    },
    faults: { at: 'file', said: inTheirWords },
    wrong: {
      wordless: { field: 'says', message: 'Type what it says: it is a picture, or has a page without words that can be read' },
      long: { field: 'file', message: 'It has more than 150,000 characters: split it' },
    },
    leadsTo: placeAt,
    said: 'The document is added. It is read with the other texts of the copy.',
  })
  action(app, desk, {
    at: `${at}/remove`,
    back: at,
    act: ({ request, signed }) => finds.remove(signed.colleague, idIn(request), sentAlong(removal, request.body)),
    said: 'The document is removed.',
    instead: { held: 'It is on hold, and stays.' },
  })

  return {
    of: (visit: AtDesk, place: string) => finds.of(visit.signed.colleague, idIn(visit.request), place),
    draw: (visit: AtDesk, found: readonly Find[]): JSX.Element => (
      <Section id="documents" heading="What they sent">
        <LinkLine href={`${placeAt(visit)}/add`} text="Add a document" />
        <RecordTable
          caption="Documents that they sent"
          rows={found}
          columns={[
            ...columns(rightsFind, ['called', 'addedOn', 'addedBy'], { called: (_: Find, called) => legible(called) }),
            {
              heading: 'Not about them?',
              cell: ({ id, called, version }) =>
                actionButton(
                  desk,
                  visit,
                  `${placeAt(visit)}/remove`,
                  { text: ['Remove', <span class="govuk-visually-hidden">: {called}</span>], look: 'row' },
                  { find: id, version },
                ),
            },
          ]}
          empty="No document of theirs has been added yet. Each that you add is read, and what may leave of it goes into the copy."
        />
      </Section>
    ),
  }
}
