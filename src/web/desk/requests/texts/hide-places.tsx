import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { JSX } from 'preact'
import { boxesIn, boxesWritten } from '#duties/disclosures/obscure.ts'
import { itsMedia } from '#duties/rights/decided.ts'
import { canBeHidden } from '#duties/rights/media-text.ts'
import type { reviewOf } from '#duties/rights/review/review.ts'
import { form, seenVersion } from '../../../form/index.ts'
import { HttpFault } from '../../../http-fault.ts'
import { addressOf, formAbout } from '../../../pages/index.ts'
import { sendPicture } from '../../../picture-answer.ts'
import { type AtDesk, atDesk, type DeskDeps, idIn, textIn } from '../../kit.ts'
import { toBlackOut } from '../../to-black-out.ts'
import { requestsAt } from '../request-words.ts'
import { changedSince, orNotNow, searchFirst } from './not-now.ts'
import { placeWords } from './text-words.ts'

const at = `${requestsAt}/:id/texts/:text/media`

const hiding = form({
  version: seenVersion,
  hidden: {
    ...toBlackOut({ example: '25 10 30 50' }, boxesIn),
    shown: (name: string, boxes: NonNullable<ReturnType<typeof boxesIn>>) => ({ [name]: boxesWritten(boxes) }),
  },
})

/** What is said of a picture that cannot be written anew, and so neither hidden in part nor given. */
export const notTried = {
  absent: 'The recording or picture is held no more: go back and look for new and changed texts',
  unreadable: 'The picture cannot be read to its end, so it cannot be given: withhold it, or ask for a whole copy of it',
  busy: 'Too many pictures are being worked on: try again in a minute',
}

/** Hiding places of a picture, and the picture as it then leaves. */
export function hidePlacesRoutes(app: FastifyInstance, deps: DeskDeps, review: ReturnType<typeof reviewOf>): void {
  const desk = atDesk(deps, { activity: 'rights-requests', act: 'view', categories: ['documents'] })

  formAbout(app, desk, {
    at: `${at}/hide`,
    back: at,
    async load({ request, signed }: AtDesk) {
      const answer = await review.look(signed.colleague, idIn(request), textIn(request))
      const isPicture = answer.ok && answer.row.fieldName === itsMedia && canBeHidden(answer.value)
      return answer.ok && !isPicture ? ({ ok: false, why: 'gone' } as const) : orNotNow(answer)
    },
    form: () => hiding,
    known: ({ found }) => (found === null ? {} : { version: found.row.version, hidden: found.reading.hidden }),
    button: 'Hide them, and look at it',
    draw({ found, words }, whole, visit) {
      const media = addressOf(at, visit)
      const back = { href: media, text: 'Does the picture go?' }
      if (found === null) return { title: 'Hide places of a picture', back, lead: words, body: null }
      return {
        title: `${placeWords(found.row.place)}: hide places of the picture`,
        back,
        version: found.row.version,
        lead: 'Whoever is under a black rectangle is in no file that leaves. The picture that is kept here stays as it is.',
        body: [<AsItGoes media={media} />, whole],
      }
    },
    async act(visit, { version, hidden }, { found }) {
      if (found === null) return { ok: false, why: 'stale' } as const
      return review.hidePlaces(visit.signed.colleague, { request: found.request.id, id: found.row.id, version }, hidden)
    },
    wrong: {
      early: { field: 'hidden', message: searchFirst },
      changed: { field: 'hidden', message: changedSince },
      absent: { field: 'hidden', message: notTried.absent },
      unreadable: { field: 'hidden', message: notTried.unreadable },
      busy: { field: 'hidden', message: notTried.busy },
    },
    leadsTo: (visit) => addressOf(at, visit),
    said: 'This is the picture as it would go. Look at it, then decide.',
  })
  app.get(
    `${at}/as-it-goes`,
    desk.enter(async (visit) => {
      const answer = await review.lookAsItGoes(visit.signed.colleague, { request: idIn(visit.request), text: textIn(visit.request) })
      if (answer.ok) {
        const { type, bytes } = answer.picture
        return sendPicture(visit.reply, { type, bytes: bytes.length, read: () => Readable.from([bytes]) })
      }
      if (answer.why === 'refused') return desk.refuse(visit, answer.refusal, 'view', addressOf(at, visit))
      throw new HttpFault(answer.why === 'busy' ? 503 : 404, 'there is no picture to show')
    }),
  )
}

/** The picture as it would leave. `media`: the address of its page. */
export function AsItGoes({ media }: { readonly media: string }): JSX.Element {
  return <img class="app-picture" src={`${media}/as-it-goes`} alt="As it would go: hidden places are black" width="640" />
}
