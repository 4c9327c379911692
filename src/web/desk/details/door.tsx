import type { FastifyReply } from 'fastify'
import { mayHave } from '#gate/opened.ts'
import type { PartShape } from '#gate/record-type.ts'
import { theOne } from '#gate/the-one.ts'
import { type contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { personalDetails } from '#records/person/person.ts'
import { sendPage } from '../../answers.tsx'
import { IdentityStrip } from '../../components/index.ts'
import type { Door } from '../../pages/pages.tsx'
import { deskFrame } from '../frame.tsx'
import { atOpening, type DeskParts, itemIn, type OnOpening } from '../kit.ts'
import { bar } from '../signed.tsx'
import { StalePage } from '../stale-page.tsx'
import { nameIn } from '../strip.ts'

export type Detail = PartShape<typeof contactDetail.fields, 'contact-details'>
type OnRecord = OnOpening<'contact-details'>
type OnDetail = OnRecord & { readonly detail: Detail }

/** The contact details of an open record. Every page says whose they are: two records may be open in two windows. */
export function atDetails(parts: DeskParts): Door<OnRecord> {
  const record = atOpening(parts, 'contact-details')
  return {
    ...record,
    send: async (visit, drawn, errors) =>
      record.send(visit, { ...drawn, strip: <IdentityStrip name={await nameOf(visit)} facts={[]} /> }, errors),
    async stale(visit) {
      const answer = await visit.opened.read(contactDetails, itemIn(visit.request))
      return tooLate(parts, visit, answer.ok ? answer.rows[0]?.value : undefined)
    },
  }
}

/** One of them. Closed is told as closed, and gone as gone. */
export function atDetail(parts: DeskParts): Door<OnDetail> {
  const details = atDetails(parts)
  return {
    ...details,
    enter: (work) =>
      details.enter(async (visit) => {
        const answer = theOne(await visit.opened.read(contactDetails, itemIn(visit.request)))
        if (answer.ok) return work({ ...visit, detail: answer.item })
        return answer.why === 'gone' ? tooLate(parts, visit, undefined) : visit.refuse(answer.refusal)
      }),
  }
}

/** Somebody else was quicker: what it says now, or that it is gone. */
async function tooLate(parts: DeskParts, visit: OnRecord, now: string | undefined): Promise<FastifyReply> {
  const { reply, signed, at } = visit
  const name = await nameOf(visit)
  reply.code(412)
  return sendPage(reply, <StalePage frame={deskFrame(parts)} bar={bar(signed)} back={at} name={name} now={now} />)
}

/** Read only for a page that shows it; one that is closed to the role stops no page. */
async function nameOf({ opened }: OnRecord): Promise<string> {
  const answer = mayHave(opened, 'personal-details') ? await opened.read(personalDetails) : undefined
  return nameIn(answer?.ok === true ? answer.rows[0] : undefined)
}
