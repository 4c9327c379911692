import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { gone } from '#decisions/done-or-refused.ts'
import { shareableIn } from '#duties/shares/open.ts'
import { pathFor } from '#duties/shares/paths.ts'
import { prepareReference } from '#duties/shares/reference.ts'
import { awaitsAnswer, noteCameBack } from '#duties/shares/settle.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { ask, form, seenVersion, text } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, itemIn } from '../kit.ts'
import { notPrepared } from './share-words.ts'

const { fields } = share
const organisationIn = z.object({ organisation: z.uuid() })

const asking = form({
  home: text({
    label: 'Which home did they let to the person?',
    hint: 'Its address, so that they know who is meant.',
    least: 3,
    most: 300,
    missing: 'Enter the address of the home',
  }),
  lived: text({
    label: 'From when until when?',
    hint: 'As the person told us. For example: May 2019 to June 2024.',
    least: 3,
    most: 100,
    missing: 'Enter from when until when they lived there',
  }),
  question: text({
    label: 'What do you ask?',
    hint: 'Ask only what the decision depends on. Say nothing else about the person.',
    least: 10,
    most: 1000,
    rows: 3,
    missing: 'Enter what you ask',
  }),
  neededBy: ask(fields.neededBy, { label: 'By when do we need their answer? (optional)', hint: 'We remind you.' }),
})

const noting = form({
  version: seenVersion,
  cameBack: text({
    label: 'What did they answer?',
    hint: 'Only what we need. The person can have a copy of it.',
    least: 3,
    most: 2000,
    rows: 4,
    missing: 'Enter what they answered',
  }),
  cameBackOn: ask(fields.cameBackOn, { label: 'When did they answer?', missing: 'Enter the day on which they answered' }),
})

/** Asking another landlord for a reference, and noting what came back (R6). */
export function referenceRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, editions } = deps
  const record = atOpening(deps, share.category)
  formAbout(app, record, {
    at: '/desk/openings/:id/shares/to/:organisation/reference',
    async load({ opened, request }) {
      const named = organisationIn.safeParse(request.params)
      const about = named.success ? await shareableIn(gateDeps, opened, named.data.organisation) : null
      if (about === null || pathFor(editions.current().edition, opened.activity, about.kind).weAsk !== true) return gone
      return { ok: true, about }
    },
    form: () => asking,
    button: 'Prepare it',
    draw: ({ about }, whole, { at }) => ({
      title: `Ask ${about.name} for a reference`,
      back: { href: `${at}/shares/new`, text: 'Somebody else' },
      lead: 'They get the person’s name and what you enter here, and nothing else of the record. Nothing leaves yet. You see next what would leave.',
      body: whole,
    }),
    async act({ opened, signed }, answers, { about }) {
      const { answerTools: tools } = deps
      if (tools === undefined) return { ok: false, why: 'unset' } as const
      return prepareReference({ ...gateDeps, tools }, opened, signed.colleague, { ...answers, organisation: about.id })
    },
    wrong: {
      organisation: { field: 'home', message: notPrepared.organisation },
      occasion: { field: 'home', message: notPrepared.occasion },
      facts: { field: 'home', message: notPrepared.facts },
      nothing: { field: 'home', message: 'The record is not open for the person’s name, so they could not know who is meant' },
      found: { field: 'question', message: notPrepared.found },
      unset: { field: 'home', message: notPrepared.unset },
    },
    leadsTo: ({ at }, { id }) => `${at}/shares/${id}`,
  })
  const at = '/desk/openings/:id/shares/:item'
  formAbout(app, record, {
    at: `${at}/came-back`,
    back: at,
    async load({ opened, request }) {
      const found = theOne(await opened.read(shares, itemIn(request)))
      return found.ok && !awaitsAnswer(found.item) ? gone : found
    },
    form: () => noting,
    known: ({ item: { version } }) => ({ version }),
    button: 'Save',
    draw: ({ item }, whole, { at: opening }) => ({
      title: `What ${item.organisation ?? 'they'} answered`,
      back: { href: `${opening}/shares/${item.id}`, text: 'Back to what was shared' },
      body: whole,
    }),
    act: ({ opened, signed }, { version, ...said }, { item }) =>
      noteCameBack(gateDeps, opened, signed.colleague, { ...item, version }, said),
    wrong: { before: { field: 'cameBackOn-day', message: 'Enter the day on which we asked, or a later one' } },
    leadsTo: ({ at: opening }, _, { item }) => `${opening}/shares/${item.id}`,
    said: 'Their answer is on record.',
  })
}
