import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { bothValues, decideConflict } from '#duties/conflicts/conflicts.ts'
import { conflictsAbout } from '#duties/conflicts/raise.ts'
import type { Source } from '#notice/vocabulary.ts'
import { sendPage } from '../answers.tsx'
import { parseForm, type Refusal } from '../forms.ts'
import { fromColleagues } from '../who-may-send.ts'
import { ConflictsPage } from './conflicts-page.tsx'
import { deskFrame } from './frame.tsx'
import { type OnOpening, onOpening } from './on-opening.ts'
import { say } from './said.ts'
import { bar, type DeskParts } from './signed.tsx'

type Asked = OnOpening<'personal-details'>

const personItself: Source = 'the-person'

const shape = z.strictObject({
  conflict: z.uuid(),
  version: z.string().regex(/^\d{1,10}$/),
  chosen: z.enum(['here', 'there'], { error: 'Choose which is right' }),
})

/** What an import says otherwise than was put right here (P4): both values, and the choice between them. */
export function conflictRoutes(app: FastifyInstance, parts: DeskParts): void {
  const at = '/desk/openings/:id/conflicts'
  const asked = (work: (asked: Asked) => unknown) => onOpening(parts, 'personal-details', work)
  app.get(
    at,
    asked((on) => page(parts, on)),
  )
  app.post(
    at,
    fromColleagues,
    asked((on) => decide(parts, on)),
  )
}

async function page(parts: DeskParts, on: Asked, refused?: Refusal): Promise<FastifyReply> {
  if (refused !== undefined) on.reply.code(422)
  const both = await bothValues(on.opened)
  const closed = (await conflictsAbout(parts.gateParts, on.opening.person)) - both.length
  const { edition } = parts.editions.current()
  // The notice speaks to the person: its “you” would be the colleague here.
  const sourceNamed = (source: string) =>
    source === personItself ? 'the person' : (edition.sources.find(({ id }) => id === source)?.label ?? source)
  const shared = { frame: deskFrame(parts), bar: bar(on.signed), token: on.signed.token, back: on.at }
  return sendPage(on.reply, <ConflictsPage {...shared} both={both} closed={closed} sourceNamed={sourceNamed} refused={refused} />)
}

async function decide(parts: DeskParts, on: Asked): Promise<unknown> {
  const sent = parseForm(shape, on.request.body)
  if (!sent.ok) return page(parts, on, sent)
  const { conflict: id, version, chosen } = sent.value
  const answer = await decideConflict(parts.gateParts, on.opened, { id, version, chosen })
  if (!answer.ok && answer.why === 'refused') return on.refuse(answer.refusal, 'collect')
  say(on.request, answer.ok ? 'conflict-decided' : 'conflict-gone')
  return on.reply.redirect(answer.ok ? on.at : `${on.at}/conflicts`, 303)
}
