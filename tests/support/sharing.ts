import { randomUUID } from 'node:crypto'
import { chosenIn, offerOf } from '#duties/shares/choices.ts'
import { giveView } from '#duties/shares/officer-view.ts'
import { type OpenForShare, type ShareDeps, shareableIn } from '#duties/shares/open.ts'
import { prepareShare } from '#duties/shares/prepare.ts'
import type { ShareAsked } from '#duties/shares/ready.ts'
import { type Releasing, releaseShare, type Share } from '#duties/shares/settle.ts'
import type { Colleague, Vouched } from '#gate/judge.ts'
import type { OpeningReason } from '#gate/opening-reason.ts'
import type { ActivityWith } from '#notice/within-ceiling.ts'
import { agreement } from '#records/agreement/agreement.ts'
import { organisation, type organisationKinds } from '#records/organisation/organisation.ts'
import { shares } from '#records/share/share.ts'
import { dateIn } from '#shared/clock.ts'
import { littleTools } from './answers.ts'
import type { TestDatabase } from './database.ts'
import { colleague, type TestGate } from './gate.ts'
import { putItem } from './items.ts'

export type Kind = keyof typeof organisationKinds
type Values = Readonly<Record<string, string | null>>

/** What is opened for sharing, and as whom. */
export type Opening = {
  readonly activity: ActivityWith<'documents'>
  readonly person: string
  readonly vouched?: readonly Vouched[]
  readonly because?: OpeningReason
}

/** Facts that a form would have asked for, and that say nothing in particular. */
export const usualFacts: Omit<ShareAsked, 'organisation' | 'chosen'> = {
  ...{ occasion: 'request', asker: 'DC 4471 Jo Marsh', authoriser: 'Inspector Lee Hart', reference: 'case MC/26/1188', isVictim: 'no' },
  ...{
    interest: null,
    why: 'To find whoever lives there.',
    question: null,
    requestedOn: null,
    neededBy: null,
    wishes: null,
    wishesWhy: null,
    consent: null,
    kept: null,
  },
}

/** Sharing in a test: a register of organisations, records that are open, and lines that are prepared and leave. */
export function sharing(on: TestDatabase, { deps, gate }: Pick<TestGate, 'deps' | 'gate'>, setAsideIn: string) {
  const all: ShareDeps = { ...deps, tools: littleTools(setAsideIn) }
  const registered = { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01'), keys: deps.keys } as const
  const today = (): Temporal.PlainDate => dateIn(deps.clock())
  const edition = () => deps.inForce().released.edition

  async function open(who: Colleague, { activity, person, vouched = [], because = 'case' }: Opening): Promise<OpenForShare> {
    const opened = await gate.open(who, { activity, person, because, vouched, opening: randomUUID() })
    if (!opened.ok) throw new Error(`the record does not open: ${JSON.stringify(opened.refusal)}`)
    return opened
  }

  return {
    all,
    open,
    /** An organisation of the register, which can be rung back. */
    register: (kind: Kind, values: Values = {}) =>
      putItem(on, organisation, {
        ...registered,
        values: { kind, name: `Test ${kind}`, callBack: '01632 960101', place: 'uk', endedOn: null, coveredUntil: null, ...values },
      }),
    /** Something signed with it, in force from a month ago for a year. */
    sign: (organisationId: string, kind: 'agreement' | 'protocol' | 'instruction', forActivity: string, values: Values = {}) =>
      putItem(on, agreement, {
        ...registered,
        values: {
          ...{ organisationId, kind, forActivity, endedOn: null },
          ...{ inForceFrom: today().subtract({ months: 1 }).toString(), until: today().add({ months: 11 }).toString() },
          ...values,
        },
      }),
    /** What could go to it: the choices of one kind of record, or of all. */
    async offered(opened: OpenForShare, organisationId: string, types?: readonly string[]) {
      const about = await shareableIn(deps, opened, organisationId)
      if (about === null) throw new Error('it is not in the register')
      const offer = await offerOf({ edition: edition(), today: today() }, opened, about)
      if (!offer.ok) throw new Error('nothing is offered')
      const wanted = offer.choices.filter(({ part }) => types?.includes(part.type.name) !== false)
      return { ...offer, chosen: wanted.flatMap(({ part, items }) => (items ?? []).map((row) => ({ part, id: String(row.id) }))) }
    },
    prepare: (opened: OpenForShare, who: Colleague, asked: Pick<ShareAsked, 'organisation' | 'chosen'> & Partial<ShareAsked>) =>
      prepareShare(all, opened, who, { ...usualFacts, ...asked }),
    async line(opened: OpenForShare, id: string): Promise<Share> {
      const read = await opened.read(shares, id)
      const [row] = read.ok ? read.rows : []
      if (row === undefined) throw new Error('there is no such line')
      return row
    },
    /** The line with the data protection officer's view, where the notice asks for one. */
    async advised(row: Share): Promise<Share> {
      if (row.viewAsked !== true || row.view !== null) return row
      const ledger = { ...deps, gate }
      const officer = colleague('data-protection-officer')
      const given = await giveView(ledger, officer, row, { view: 'for', why: 'It is necessary, and no more goes.' })
      const read = await gate.lines(officer).one([shares], row.id)
      if (!given.ok || !read.ok) throw new Error('no view was given')
      return read.item
    },
    release: (opened: OpenForShare, who: Colleague, row: Share, how: Partial<Releasing> = {}) =>
      releaseShare(deps, opened, who, row, {
        way: 'file',
        confirmedHow: 'Rang back 01632 960101',
        victimTold: null,
        victimToldWhy: null,
        ...how,
      }),
    chosenIn: (opened: OpenForShare, row: Share) => chosenIn(edition(), opened.activity, row.what),
  }
}
