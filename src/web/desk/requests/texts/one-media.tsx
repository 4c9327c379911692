import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { itsMedia } from '#duties/rights/decided.ts'
import { canBeHidden, isFootage } from '#duties/rights/media-text.ts'
import type { reviewOf, TextLook } from '#duties/rights/review/review.ts'
import { cutOut } from '#exchange/telephone/extract.ts'
import { InsetText, LinkLine } from '../../../components/index.ts'
import { actionButton, addressOf, formAbout } from '../../../pages/index.ts'
import { cutFaults } from '../../cut-faults.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn, textIn } from '../../kit.ts'
import { requestsAt } from '../request-words.ts'
import { AsItGoes, hidePlacesRoutes, notTried } from './hide-places.tsx'
import { decidingMedia, mediaForm } from './media-form.ts'
import { changedSince, orNotNow, searchFirst } from './not-now.ts'
import { placeWords, stateOfText } from './text-words.ts'

const at = `${requestsAt}/:id/texts/:text/media`
const nothing = { value: '' }

/** One recording or picture of a copy: heard or seen where nobody else can, and decided whether it goes. */
export function oneMediaRoutes(app: FastifyInstance, deps: DeskDeps, review: ReturnType<typeof reviewOf>): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })
  const listOf = ({ request }: AtDesk) => `${requestsAt}/${idIn(request)}/texts`

  formAbout(app, desk, {
    at,
    back: `${requestsAt}/:id/texts`,
    async load({ request, signed }: AtDesk) {
      const answer = await review.look(signed.colleague, idIn(request), textIn(request))
      if (answer.ok && answer.row.fieldName !== itsMedia) return { ok: false, why: 'gone' } as const
      return orNotNow(answer)
    },
    form: ({ found }) => mediaForm(found ?? nothing),
    known: ({ found }) => {
      const decision = found?.reading.whole ?? null
      return found === null ? {} : { version: found.row.version, outcome: decision?.outcome ?? 'reasonable', why: decision?.why ?? null }
    },
    button: 'Save',
    draw({ found, words }, whole, visit) {
      const back = { href: listOf(visit), text: 'Texts to read' }
      if (found === null) return { title: 'A recording or picture', back, lead: words, body: null }
      const { row } = found
      const media = `${listOf(visit)}/${row.id}/media`
      const text = { text: 'Nobody else can hear or see it: open it', look: 'secondary' } as const
      return {
        title: `${placeWords(row.place)}: does the recording or picture go?`,
        back,
        version: row.version,
        lead: `${stateOfText(found)}. A copy has what can be heard and seen of the person. Other people on it are left out, or all of it is.`,
        body: [
          isFootage(found.value) ? <Footage reference={found.request.reference} /> : actionButton(desk, visit, `${media}/open`, text),
          canBeHidden(found.value) ? <Hidden look={found} media={media} /> : null,
          whole,
        ],
      }
    },
    async act(visit, answers, { found }) {
      if (found === null) return { ok: false, why: 'stale' } as const
      const seen = { request: found.request.id, id: found.row.id, version: answers.version }
      return review.decideMedia(visit.signed.colleague, seen, decidingMedia(answers), (sound, cut) => cutOut(sound, cut, deps.ffmpeg))
    },
    faults: cutFaults,
    wrong: {
      'no-clip': {
        field: 'outcome',
        message: 'Make a clip of the person first and have another colleague approve it, or leave the footage out and say why',
      },
      early: { field: 'outcome', message: searchFirst },
      changed: { field: 'outcome', message: changedSince },
      absent: { field: 'outcome', message: notTried.absent },
      unreadable: { field: 'outcome', message: notTried.unreadable },
      busy: { field: 'outcome', message: notTried.busy },
    },
    leadsTo: listOf,
    said: 'Your decision is saved.',
  })
  hidePlacesRoutes(app, deps, review)
  app.post(
    `${at}/open`,
    desk.sends,
    desk.enter(async (visit) => {
      const answer = await review.openMedia(visit.signed.colleague, { request: idIn(visit.request), text: textIn(visit.request) })
      const back = addressOf(at, visit)
      if (answer.ok) {
        const { stretch } = answer
        return visit.reply
          .headers({ 'content-type': stretch.type, 'content-disposition': 'inline', 'cache-control': 'no-store' })
          .send(Readable.from(stretch.read()))
      }
      if (answer.why === 'refused') return desk.refuse(visit, answer.refusal, 'view', back)
      return desk.stale(visit, back, answer.why === 'gone' ? null : undefined)
    }),
  )
}

/** `reference`: of the request, which the clips name. */
function Footage({ reference }: { readonly reference: string }): JSX.Element {
  return (
    <InsetText>
      Which cameras filmed where they live, and when, stands with the search. Open the footage on the page of each camera for “Your rights
      over your data”, and make a clip of what shows the person there, for request {reference}, with everybody else hidden. It can be given
      once another colleague has approved a clip: the clip goes apart from the letter, by hand.
    </InsetText>
  )
}

/** What of a picture is hidden, as whoever decides has to see it. */
function Hidden({ look, media }: { readonly look: Pick<TextLook, 'reading'>; readonly media: string }): JSX.Element {
  const isInPart = look.reading.hidden.length > 0
  return (
    <>
      {isInPart ? <AsItGoes media={media} /> : null}
      <LinkLine href={`${media}/hide`} text={isInPart ? 'Hide other places of it' : 'Nobody else can see it: hide places of it'} />
    </>
  )
}
