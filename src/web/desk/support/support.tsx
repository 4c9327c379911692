import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Answer } from '#decisions/done-or-refused.ts'
import { addSupport, changeSupport, type Referral, referralIn, type Support } from '#duties/support/support.ts'
import { theOne } from '#gate/read/the-one.ts'
import { supportContact, supportContacts } from '#records/support-contact/support-contact.ts'
import { Link, LinkLine, RecordTable } from '../../components/index.ts'
import { ask, form, seenVersion } from '../../form/index.ts'
import { formAbout } from '../../pages/index.ts'
import { atOpening, columns, type DeskDeps, itemIn, type OnOpening } from '../kit.ts'
import { onRecord } from '../record/on-record.ts'

const { organisation, who, reach, since, endedOn, cameBack, cameBackOn } = supportContact.fields

const facts = {
  ...{ organisation: ask(organisation, { missing: 'Enter the name of the service' }), who: ask(who), reach: ask(reach) },
  ...{ since: ask(since), cameBack: ask(cameBack), cameBackOn: ask(cameBackOn), endedOn: ask(endedOn) },
}

const adding = form(facts)
const changing = form({ version: seenVersion, ...facts })

/** The support services that work with the person, and what came back from them (D5, SC2). */
export function supportRoutes(app: FastifyInstance, deps: DeskDeps): void {
  const at = '/desk/openings/:id/support-contacts'
  const record = atOpening(deps, supportContact.category)
  formAbout(app, record, {
    at: `${at}/new`,
    async load({ opened, request }: OnOpening<'support-contacts'>): Promise<Answer<{ readonly referral: Referral | null }, 'gone'>> {
      const id = referralAsked(request.query)
      return id === null ? { ok: true, referral: null } : referralIn(opened, id)
    },
    form: () => adding,
    known: ({ referral }) => ({ organisation: referral?.organisation ?? '' }),
    button: 'Save',
    draw: ({ referral }, whole) => ({
      title: 'A service that works with them',
      lead:
        referral === null
          ? 'Note only what the person agreed that we keep. Whoever works there is named to colleagues, and not in the person’s copy.'
          : `The person was referred to ${referral.organisation ?? 'them'}. Whoever works there is named to colleagues, and not in the person’s copy.`,
      body: whole,
    }),
    act: ({ opened }, answers, { referral }) => addSupport(deps.gateDeps, opened, answers, referral),
    wrong: {},
    leadsTo: ({ at: opening }) => opening,
    said: 'The service is on the record.',
  })
  formAbout(app, record, {
    at: `${at}/:item`,
    load: async ({ opened, request }) => theOne(await opened.read(supportContacts, itemIn(request))),
    form: () => changing,
    known: ({ item }) => ({ ...item, organisation: item.organisation ?? '' }),
    button: 'Save',
    draw: ({ item }, whole) => ({
      title: item.organisation ?? 'A service that works with them',
      version: item.version,
      lead: 'Note what came back, and when their work with the person ended. What has ended is deleted as the notice says.',
      body: whole,
    }),
    act: ({ opened }, { version, ...answers }, { item }) => changeSupport(deps.gateDeps, opened, { ...item, version }, answers),
    wrong: {},
    leadsTo: ({ at: opening }) => opening,
    said: 'The change is saved.',
  })
}

const asked = z.object({ referral: z.uuid() })

function referralAsked(query: unknown): string | null {
  const read = asked.safeParse(query)
  return read.success ? read.data.referral : null
}

/** The services, each with the way to note what came back. */
export const supportOnRecord = onRecord<Support>(
  supportContacts,
  ({ items, section, at }) => (
    <>
      <RecordTable
        caption={section.label}
        empty="No service is noted."
        rows={items}
        columns={columns(
          supportContact,
          ['organisation', 'who', 'reach', 'since', 'cameBack'],
          section.changeable ? { organisation: ({ id }, name) => <Link href={`${at}/support-contacts/${id}`}>{name}</Link> } : {},
          section.names,
        )}
      />
      {section.changeable ? <LinkLine href={`${at}/support-contacts/new`} text="Add a service that works with them" /> : null}
    </>
  ),
  { addedTo: true, wide: true },
)
