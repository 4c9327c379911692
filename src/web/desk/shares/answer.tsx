import type { FastifyInstance } from 'fastify'
import { noteConsent } from '#duties/shares/preview.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { ask, form, text } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, itemIn } from '../kit.ts'
import { notPrepared } from './share-words.ts'

const { fields } = share

const answering = form({
  answer: ask(fields.consentAnswer, { label: 'What did they answer?', missing: 'Choose what they answered' }),
  on: ask(fields.consentOn, { label: 'When did they answer?', missing: 'Enter the day on which they answered' }),
  how: text({
    label: 'How were they asked?',
    hint: 'For example: here at the desk, or by telephone on the number that was on file before. Of somebody under 18: who agreed for them.',
    least: 3,
    most: 300,
    missing: 'Enter how they were asked',
  }),
})

/** What the person answered when they were asked whether something may be shared (B2). */
export function answerRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, answerTools: tools } = deps
  const at = '/desk/openings/:id/shares/:item'
  formAbout(app, atOpening(deps, share.category), {
    at: `${at}/answer`,
    back: at,
    load: async ({ opened, request }) => theOne(await opened.read(shares, itemIn(request))),
    form: () => answering,
    button: 'Save the answer',
    draw: ({ item }, whole, { at: opening }) => ({
      title: `May ${item.organisation ?? 'they'} have this?`,
      back: { href: `${opening}/shares/${item.id}`, text: 'Back to what is shared' },
      lead: `Tell the person what would go, to whom and why: ${item.told ?? ''}. They can say no, and can change their mind until it has gone.`,
      body: whole,
    }),
    async act({ opened, signed }, consent, { item }) {
      if (tools === undefined) return { ok: false, why: 'unset' } as const
      return noteConsent({ ...gateDeps, tools }, opened, signed.colleague, item, consent)
    },
    wrong: {
      organisation: { field: 'answer', message: notPrepared.organisation },
      occasion: { field: 'answer', message: notPrepared.occasion },
      facts: { field: 'answer', message: notPrepared.facts },
      nothing: { field: 'answer', message: notPrepared.nothing },
      found: { field: 'answer', message: notPrepared.found },
      unset: { field: 'answer', message: notPrepared.unset },
    },
    leadsTo: ({ at: opening }, { id }) => `${opening}/shares/${id}`,
    said: ({ answer }) =>
      answer !== 'refused' ? 'The person agreed. Look at what would leave, and share it.' : 'The person did not agree. Nothing is shared.',
  })
}
