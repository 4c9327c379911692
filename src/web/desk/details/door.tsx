import { mayHave } from '#gate/opened.ts'
import type { PartShape } from '#gate/record-part.ts'
import { theOne } from '#gate/the-one.ts'
import { type contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { personalDetails } from '#records/person/person.ts'
import { IdentityStrip } from '../../components/index.ts'
import type { Door } from '../../pages/index.ts'
import { changedSince } from '../answers.tsx'
import { atOpening, type DeskDeps, itemIn, type OnOpening } from '../kit.ts'
import { nameIn } from '../record/head.tsx'

export type Detail = PartShape<typeof contactDetail.fields, 'contact-details'>
type OnRecord = OnOpening<'contact-details'>
type OnDetail = OnRecord & { readonly detail: Detail }

/** The contact details of an open record. Every page says whose they are: two records may be open in two windows. */
export function atDetails(deps: DeskDeps): Door<OnRecord> {
  const record = atOpening(deps, 'contact-details')
  const details: Door<OnRecord> = {
    ...record,
    send: async (visit, drawn, errors) =>
      record.send(visit, { ...drawn, strip: <IdentityStrip name={await nameOf(visit)} facts={[]} /> }, errors),
    async stale(visit) {
      const answer = await visit.opened.read(contactDetails, itemIn(visit.request))
      visit.reply.code(412)
      return details.send(visit, changedSince(visit.at, answer.ok ? (answer.rows[0]?.value ?? null) : undefined))
    },
  }
  return details
}

/** One of them. Closed is told as closed, and gone as gone. */
export function atDetail(deps: DeskDeps): Door<OnDetail> {
  const details = atDetails(deps)
  return {
    ...details,
    enter: (work) =>
      details.enter(async (visit) => {
        const answer = theOne(await visit.opened.read(contactDetails, itemIn(visit.request)))
        if (answer.ok) return work({ ...visit, detail: answer.item })
        if (answer.why === 'refused') return visit.refuse(answer.refusal)
        visit.reply.code(412)
        return details.send(visit, changedSince(visit.at, null))
      }),
  }
}

/** Read only for a page that shows it; one that is closed to the role stops no page. */
async function nameOf({ opened }: OnRecord): Promise<string> {
  const answer = mayHave(opened, 'personal-details') ? await opened.read(personalDetails) : undefined
  return nameIn(answer?.ok === true ? answer.rows[0] : undefined)
}
