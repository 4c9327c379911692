import type { FastifyReply } from 'fastify'
import { sendPage } from '../answers.tsx'
import { Button, Input } from '../components/index.ts'
import { formToken, type Refusal } from '../forms.ts'
import type { ReceptionDeps } from './deps.ts'
import { KioskPage, kioskFrame, receptionAt } from './frame.tsx'

const words = {
  new: {
    title: 'Set up this tablet',
    lead: 'A receptionist registers the tablet at the desk, under Visitors, and is shown a code.',
    label: 'Code',
  },
  removed: { title: 'This tablet is no longer set up', lead: 'Please see the receptionist.', label: 'Code to set it up again' },
}

/** Where a browser becomes a reception tablet. `wasOne`: it was one, and has been removed. */
export function sendClaim(deps: ReceptionDeps, reply: FastifyReply, wasOne: boolean, refused?: Refusal): FastifyReply {
  const { title, lead, label } = wasOne ? words.removed : words.new
  if (refused !== undefined) reply.code(422)
  return sendPage(
    reply,
    <KioskPage frame={kioskFrame(deps)} title={title} lead={lead} errors={refused?.errors}>
      <form method="post" action={`${receptionAt}/claim`} novalidate autocomplete="off">
        <input type="hidden" name="_csrf" value={formToken(reply)} />
        <Input name="code" label={label} error={refused?.errors[0]?.message} />
        <Button>Set up</Button>
      </form>
    </KioskPage>,
  )
}
