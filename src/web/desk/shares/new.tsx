import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { gone } from '#decisions/done-or-refused.ts'
import { type Offer, offerOf } from '#duties/shares/choices.ts'
import { representative, shareableIn } from '#duties/shares/open.ts'
import { type Asked, asksFor, asksNeededBy, asksWishes, isOccasion, type Occasion, type Path, pathFor } from '#duties/shares/paths.ts'
import { prepareShare } from '#duties/shares/prepare.ts'
import { occasions, share } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { InsetText, LinkLine } from '../../components/index.ts'
import { ask, askedWhen, choice, type Filled, form, several, text, unasked } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, type DeskDeps } from '../kit.ts'
import { NotShared, Overdue, whyNot } from './not-shared.tsx'
import { chosenOf, optionsOf } from './options.ts'
import { askedAs, notPrepared } from './share-words.ts'

const { fields } = share
const organisationIn = z.object({ organisation: z.uuid().or(z.literal(representative)) })

/** What is asked before something is prepared for one recipient: two to four questions, as the path of its kind says. */
function preparing(
  path: Path,
  offer: Offer,
  { titles, isHeard }: { readonly titles: ReadonlyMap<string, string>; readonly isHeard: boolean },
) {
  return form({
    what: several({
      label: 'What do they get?',
      hint: 'As little as does for what they need it for.',
      missing: 'Choose what they get',
      options: optionsOf(offer, titles),
    }),
    occasion: path.occasions.length === 1 ? unasked(path.occasions[0]) : occasionOf(path),
    ...factsOf(path),
    ...(isHeard ? wishesAsked : { wishes: unasked(null), wishesWhy: unasked(null) }),
    why: text({
      label: 'Why do they need it?',
      hint: 'And why less would not do.',
      least: 10,
      most: 2000,
      rows: 3,
      missing: 'Enter why they need it',
    }),
  })
}

function occasionOf({ occasions: allowed }: Path) {
  const options = allowed.map((value) => ({ value, text: occasions[value] }))
  return choice<Occasion>({ label: 'Why does it go?', missing: 'Choose why it goes', options })
}

/** An adult at risk is asked what they want; it goes against that, or without asking, only with a reason. */
const wishesAsked = {
  wishes: ask(fields.wishes, { label: 'What does the person want?', missing: 'Choose what the person wants' }),
  wishesWhy: askedWhen(
    ({ wishes }) => wishes !== 'agrees',
    text({
      label: 'If they do not want it, or could not be asked: why is it shared all the same?',
      least: 10,
      most: 1000,
      rows: 2,
      missing: 'Enter why it is shared all the same',
    }),
  ),
}

/** The facts that the path needs for the occasion: of the others nothing is asked. */
function factsOf(path: Path) {
  const isAsked = (name: Asked) => (filled: Filled) => asksFor(path, name, occasionIn(path, filled))
  const fact = (name: keyof typeof askedAs) =>
    path.asks.includes(name) ? askedWhen(isAsked(name), text({ ...askedAs[name], most: 300 })) : unasked(null)
  return {
    asker: fact('asker'),
    authoriser: fact('authoriser'),
    reference: fact('reference'),
    isVictim: path.asks.includes('isVictim') ? askedWhen(isAsked('isVictim'), isVictim) : unasked(null),
    requestedOn: path.asks.includes('requestedOn') ? askedWhen(isAsked('requestedOn'), requestedOn) : unasked(null),
    neededBy: path.occasions.some(asksNeededBy)
      ? askedWhen((filled) => asksNeededBy(occasionIn(path, filled)), ask(fields.neededBy, neededBy))
      : unasked(null),
  }
}

const requestedOn = ask(fields.requestedOn, {
  label: 'When did their question come in?',
  hint: 'The law has it answered by a day that is counted from then. We work it out.',
  missing: 'Enter the day on which their question came in',
})

const neededBy = { label: 'By when do they need it? (optional)', hint: 'As their request says. We remind you.' }

const isVictim = ask(fields.isVictim, {
  label: 'Is the person the victim?',
  hint: 'A victim is told in writing what was asked for and why, at the latest as it goes.',
  missing: 'Choose whether the person is the victim',
})

function occasionIn({ occasions: [usual] }: Path, { occasion }: Filled): Occasion {
  return occasion !== undefined && isOccasion(occasion) ? occasion : usual
}

/** Choosing what goes to one organisation, and why. */
export function newShareRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const { gateDeps, editions } = deps
  const titlesOf = () => new Map(editions.current().edition.categories.map(({ id, label }): [string, string] => [id, label]))

  formAbout(app, atOpening(deps, share.category), {
    at: '/desk/openings/:id/shares/to/:organisation',
    async load({ opened, request }) {
      const named = organisationIn.safeParse(request.params)
      const about = named.success ? await shareableIn(gateDeps, opened, named.data.organisation) : null
      if (about === null) return gone
      const { edition } = editions.current()
      const offer = await offerOf({ edition, today: dateIn(gateDeps.clock()) }, opened, about)
      const { activity } = opened
      const path = pathFor(edition, activity, about.kind)
      return offer.ok ? { ...offer, about, activity, isHeard: asksWishes(edition, activity), path } : offer
    },
    form: ({ path, isHeard, activity: _, ...offer }) => preparing(path, offer, { titles: titlesOf(), isHeard }),
    known: ({ path }) => ({ occasion: path.occasions[0] }),
    button: 'Prepare it',
    draw: ({ about, path, activity, ...offer }, whole, { at }) => ({
      title: `Share with ${about.name}`,
      back: { href: `${at}/shares/new`, text: 'Somebody else' },
      lead: 'Nothing leaves yet. You see next what would leave.',
      body: (
        <>
          {path.weAsk === true ? <LinkLine href={`${at}/shares/to/${about.id}/reference`} text="Ask them for a reference instead" /> : null}
          {offer.choices.length === 0 ? <InsetText>Nothing of this record can go to them for what it is open for.</InsetText> : whole}
          <Overdue offer={offer} />
          <NotShared refused={whyNot(editions.current().edition, { activity, recipient: about.kind }, offer.refused)} />
        </>
      ),
    }),
    async act({ opened, signed }, { what, ...answers }, { about, ...offer }) {
      const { answerTools: tools } = deps
      if (tools === undefined) return { ok: false, why: 'unset' } as const
      const asked = {
        ...answers,
        organisation: about.id,
        interest: null,
        question: null,
        chosen: chosenOf(offer, what),
        kept: null,
        consent: null,
      }
      return prepareShare({ ...gateDeps, tools }, opened, signed.colleague, asked)
    },
    wrong: {
      organisation: { field: 'what', message: notPrepared.organisation },
      occasion: { field: 'occasion', message: notPrepared.occasion },
      facts: { field: 'what', message: notPrepared.facts },
      nothing: { field: 'what', message: notPrepared.nothing },
      found: { field: 'what', message: notPrepared.found },
      unset: { field: 'what', message: notPrepared.unset },
    },
    leadsTo: ({ at }, { id }) => `${at}/shares/${id}`,
  })
}
