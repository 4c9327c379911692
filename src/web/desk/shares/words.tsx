import type { FastifyInstance } from 'fastify'
import { prepareAgain, type Reading, readingOf } from '#duties/shares/preview.ts'
import type { Share } from '#duties/shares/settle.ts'
import { theOne } from '#gate/read/the-one.ts'
import { share, shares } from '#records/share/share.ts'
import { InsetText } from '../../components/index.ts'
import { form, optionalText, several } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps, itemIn } from '../kit.ts'
import { notPrepared } from './share-words.ts'

type OnWords = Reading & { readonly item: Share }

/** How much of a text is said, so that it is told from the others. */
const longestSaid = 160

const staying = ({ named, texts }: Reading) =>
  form({
    labels: several({
      label: 'Who and what stays here?',
      hint: 'Ticked names and numbers are left out wherever they stand.',
      options: named.map(({ label, said, isColleague }) => ({
        value: label,
        text: said,
        hint: isColleague ? 'A colleague, in their work' : label,
      })),
    }),
    texts: several({
      label: 'Which whole texts stay here?',
      options: texts.map(({ id, text }) => ({ value: id, text: text.length > longestSaid ? `${text.slice(0, longestSaid)}…` : text })),
    }),
    words: optionalText({
      label: 'Which other words stay here? (optional)',
      hint: 'One name, number or phrase a line.',
      most: 1000,
      rows: 3,
    }),
  })

/** Whom what leaves names, and what of that stays here. */
export function wordsRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, answerTools: tools } = deps
  const at = '/desk/openings/:id/shares/:item'
  formAbout(app, atOpening(deps, share.category), {
    at: `${at}/words`,
    back: at,
    async load({ opened, request }) {
      const found = theOne(await opened.read(shares, itemIn(request)))
      if (!found.ok) return found
      const reading = await readingOf(gateDeps, opened, found.item)
      return reading.ok ? { ...reading, item: found.item } : reading
    },
    form: (shown: OnWords) => staying(shown),
    known: ({ kept }) => ({ labels: kept.labels, texts: kept.texts, words: kept.words.join('\n') }),
    button: 'Show what would leave',
    draw: ({ texts }, whole, { at: opening, request }) => ({
      title: 'What stays here',
      back: { href: `${opening}/shares/${itemIn(request)}`, text: 'Back to what leaves' },
      lead: 'We look for names and numbers of other people. Read the texts: we do not find all.',
      body: texts.length === 0 ? <InsetText>No text of what you chose can name anybody else.</InsetText> : whole,
    }),
    async act({ opened, signed }, { labels, texts, words }, { item }) {
      if (tools === undefined) return { ok: false, why: 'unset' } as const
      const kept = {
        labels,
        texts,
        words: (words ?? '')
          .split('\n')
          .map((each) => each.trim())
          .filter((each) => each !== ''),
      }
      return prepareAgain({ ...gateDeps, tools }, opened, signed.colleague, item, { kept })
    },
    wrong: {
      organisation: { field: 'labels', message: notPrepared.organisation },
      occasion: { field: 'labels', message: notPrepared.occasion },
      facts: { field: 'labels', message: notPrepared.facts },
      nothing: { field: 'labels', message: notPrepared.nothing },
      found: { field: 'words', message: notPrepared.found },
      unset: { field: 'texts', message: notPrepared.unset },
    },
    leadsTo: ({ at: opening }, { id }) => `${opening}/shares/${id}`,
  })
}
