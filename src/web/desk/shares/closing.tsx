import type { FastifyInstance } from 'fastify'
import { noteReceipt, stopShare } from '#duties/shares/settle.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { ask, form, seenVersion, text } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, itemIn } from '../kit.ts'

const stopping = form({
  version: seenVersion,
  why: text({ label: 'Why is it not shared?', least: 3, most: 1000, rows: 3, missing: 'Enter why it is not shared' }),
})

const receipt = form({
  version: seenVersion,
  receivedOn: ask(share.fields.receivedOn, {
    label: 'When did they confirm that they have it?',
    missing: 'Enter the day on which they confirmed it',
  }),
})

/** What ends a line: that it is not shared after all, or that it has arrived. */
export function closingRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps } = deps
  const record = atOpening(deps, share.category)
  const at = '/desk/openings/:id/shares/:item'

  formAbout(app, record, {
    at: `${at}/stop`,
    back: at,
    load: async ({ opened, request }) => theOne(await opened.read(shares, itemIn(request))),
    form: () => stopping,
    known: ({ item: { version } }) => ({ version }),
    button: 'Do not share it',
    draw: (_, whole, { at: opening, request }) => ({
      title: 'Do not share it',
      lead: 'Tell whoever asked only that we cannot help with this request: not whether we know the person, and not what they answered.',
      back: { href: `${opening}/shares/${itemIn(request)}`, text: 'Back to what leaves' },
      body: whole,
    }),
    act: ({ opened, signed }, { version, why }, { item }) => stopShare(gateDeps, opened, signed.colleague, { ...item, version }, why),
    wrong: {},
    leadsTo: ({ at: opening, request }) => `${opening}/shares/${itemIn(request)}`,
    said: 'It is not shared. The reason is on record.',
  })
  formAbout(app, record, {
    at: `${at}/receipt`,
    back: at,
    load: async ({ opened, request }) => theOne(await opened.read(shares, itemIn(request))),
    form: () => receipt,
    known: ({ item: { version } }) => ({ version }),
    button: 'Save',
    draw: (_, whole, { at: opening, request }) => ({
      title: 'They have it',
      back: { href: `${opening}/shares/${itemIn(request)}`, text: 'Back to what was shared' },
      body: whole,
    }),
    act: ({ opened }, { version, receivedOn }, { item }) => noteReceipt(opened, { ...item, version }, receivedOn),
    wrong: { before: { field: 'receivedOn-day', message: 'Enter the day on which it was shared, or a later one' } },
    leadsTo: ({ at: opening, request }) => `${opening}/shares/${itemIn(request)}`,
    said: 'The receipt is on record.',
  })
}
