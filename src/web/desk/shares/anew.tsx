import type { FastifyInstance } from 'fastify'
import { keptIn } from '#duties/shares/leaves.ts'
import { prepareAgain } from '#duties/shares/preview.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { form, seenVersion } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, itemIn } from '../kit.ts'
import { notPrepared } from './share-words.ts'

const anew = form({ version: seenVersion })

/** Preparing a line anew where something in it goes to nobody any more: the same, without that. */
export function anewRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, answerTools: tools } = deps
  const at = '/desk/openings/:id/shares/:item'
  formAbout(app, atOpening(deps, share.category), {
    at: `${at}/anew`,
    back: at,
    load: async ({ opened, request }) => theOne(await opened.read(shares, itemIn(request))),
    form: () => anew,
    known: ({ item: { version } }) => ({ version }),
    button: 'Prepare it anew',
    draw: (_, whole, { at: opening, request }) => ({
      title: 'Prepare it anew',
      lead: 'What has ended, or was not looked at again by its day, is left out. All else stays as it is. You see next what would leave.',
      back: { href: `${opening}/shares/${itemIn(request)}`, text: 'Back to what was prepared' },
      body: whole,
    }),
    async act({ opened, signed }, { version }, { item }) {
      if (tools === undefined) return { ok: false, why: 'unset' } as const
      return prepareAgain({ ...gateDeps, tools }, opened, signed.colleague, { ...item, version }, { kept: keptIn(item.kept) })
    },
    wrong: {
      organisation: { field: 'main-content', message: notPrepared.organisation },
      occasion: { field: 'main-content', message: notPrepared.occasion },
      facts: { field: 'main-content', message: notPrepared.facts },
      nothing: { field: 'main-content', message: 'Nothing of it can go any more. Do not share it' },
      found: { field: 'main-content', message: notPrepared.found },
      unset: { field: 'main-content', message: notPrepared.unset },
    },
    leadsTo: ({ at: opening }, { id }) => `${opening}/shares/${id}`,
  })
}
