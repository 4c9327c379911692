import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Agreement, lastDay } from '#duties/organisations/in-force.ts'
import { sharingWith } from '#duties/organisations/rests-on.ts'
import type { Edition } from '#notice/edition.ts'
import { activities } from '#notice/vocabulary.ts'
import { agreement as declared, documentKinds, parties } from '#records/agreement/agreement.ts'
import type { Known } from '../../form/form.tsx'
import { type Answers, ask, choice, confirmed, form, type Option, seenVersion } from '../../form/index.ts'
import { parseQuery } from '../../forms.ts'
import { longDate } from '../kit.ts'
import { wordIn } from './organisation-form.ts'

const { fields } = declared

/** The uses for which the notice shares with a kind of organisation: a document is for one of them. */
export function usesWith(edition: Pick<Edition, 'activities'>, kind: string): readonly Option<string>[] {
  const known = sharingWith(edition, kind).filter(({ activity: { id } }) => activities.some((each) => each === id))
  const titles = new Map(known.map(({ activity: { id, title } }): [string, string] => [id, title]))
  return [...titles].map(([value, text]) => ({ value, text }))
}

const said = {
  kind: ask(fields.kind),
  title: ask(fields.title),
  parties: ask(fields.parties),
  purpose: ask(fields.purpose),
  items: ask(fields.items),
  stages: ask(fields.stages),
  standards: ask(fields.standards),
  rights: ask(fields.rights),
  security: ask(fields.security),
}
const dated = {
  signedForUs: ask(fields.signedForUs),
  signedForThem: ask(fields.signedForThem),
  signedOn: ask(fields.signedOn),
  inForceFrom: ask(fields.inForceFrom),
  until: ask(fields.until, { early: 'Enter a day that is not before the first one' }),
  reviewOn: ask(fields.reviewOn),
}
const questions = (uses: readonly Option<string>[]) => ({
  ...said,
  forActivity: choice({
    label: fields.forActivity.asked?.question ?? '',
    hint: 'Those for which the notice shares with organisations of this kind.',
    missing: 'Choose what it is for',
    options: uses,
  }),
  ...dated,
})

export const signing = (uses: readonly Option<string>[]) => form(questions(uses))
type Signing = Answers<ReturnType<typeof questions>>

/** The document that a new one renews: what was signed goes on, with days and signatures of its own. */
export function knownFrom(agreement: Agreement): Known<Signing> {
  const { title, purpose, items, stages, standards, rights, security, forActivity } = agreement
  return {
    ...{ title, purpose, items, stages, standards, rights, security, forActivity },
    kind: wordIn(documentKinds, agreement.kind),
    parties: wordIn(parties, agreement.parties),
    inForceFrom: lastDay(agreement).add({ days: 1 }).toString(),
  }
}

/** The id that the address names as renewed. */
export function renewing({ query }: FastifyRequest): string | undefined {
  return parseQuery(asked, query).renews
}

const asked = z.strictObject({ renews: z.uuid().optional() })

/** Ending one early cannot be taken back: another has to be signed. */
export const ending = ({ until }: Pick<Agreement, 'until'>) =>
  form({
    version: seenVersion,
    endedOn: ask(fields.endedOn, {
      label: 'From which day on does it no longer count?',
      hint: `Today or an earlier day. Otherwise it ends by itself after ${longDate(until)}.`,
      missing: 'Enter the day from which it no longer counts',
    }),
    confirmed: confirmed({
      label: 'What ending it means',
      hint: 'It cannot be taken up again. Another document would have to be signed.',
      text: 'I know that sharing that rests on it stops',
      missing: 'Tick the box to confirm that sharing that rests on it stops',
    }),
  })
