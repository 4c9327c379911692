import { randomUUID } from 'node:crypto'
import { releaseShare } from '#duties/shares/settle.ts'
import { theOne } from '#gate/read/the-one.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { share, shares } from '#records/share/share.ts'
import type { TestDatabase } from './database.ts'
import { colleague, openTo, type TestGate } from './gate.ts'
import { putItem } from './items.ts'
import { ok } from './rights.ts'

type Tested = Pick<TestGate, 'deps' | 'gate'>
type Shared = {
  readonly on: TestDatabase
  readonly person: string
  readonly opening: string
  readonly hidden: boolean
  readonly named?: string
}

/** On what the notice lets the police have a tenancy. */
const asked = ['written-request', 'legal-reference'] as const satisfies readonly Circumstance[]

/** An organisation of the register. */
export function putOrganisation(on: TestDatabase, kind: string, name: string): Promise<string> {
  const values = { kind, name, place: 'uk', callBack: '01632 960101', endedOn: null }
  return putItem(on, organisation, { activity: 'rights-requests', collectedOn: Temporal.PlainDate.from('2026-10-01'), values })
}

/** What somebody outside asked, and what may never be in a copy: who asked, and the number that they were rung at. */
export const planted = { asker: 'DC 4471 Jo Marsh', authoriser: 'Inspector Lee Hart', number: '01632 960777' } as const

/** Shares the tenancy of somebody with the police, and lets it leave. Answers the line as it is stored. */
export async function shareWithPolice(tested: Tested, { on, person, opening, hidden, named = 'They investigate a burglary.' }: Shared) {
  const who = colleague('anti-social-behaviour-officer')
  const to = await putOrganisation(on, 'police', `Moor and Coast Police ${randomUUID()}`)
  const opened = await openTo(tested.gate, who, { activity: 'anti-social-behaviour', person, because: 'case', opening })
  const id = randomUUID()
  const values = {
    ...{ recipient: 'police', organisationId: to, organisation: 'Moor and Coast Police', callBack: planted.number },
    ...{ occasion: 'request', asker: planted.asker, authoriser: planted.authoriser, reference: 'Crime MC/26/1188' },
    ...{ why: named, told: 'Tenancies (Tenancy or lease)', what: JSON.stringify([['tenure', 'tenure', 'all']]) },
    ...{ bases: 'Tenancy or lease: Article 6(1)(f)', preparedBy: who.name, preparedById: who.id, needsConsent: false },
    ...(hidden ? { shown: 'no', showReviewOn: '2027-05-23' } : { shown: 'yes' }),
  }
  const item = { id, values, source: 'colleague', collectedAt: tested.deps.clock(), clockFrom: null } as const
  ok(await opened.writeLine(share, { item }, { recipient: 'police', given: asked, categories: ['tenure'], detail: { item: id } }))
  const line = ok(theOne(await opened.read(shares, id))).item
  ok(await releaseShare(tested.deps, opened, who, line, { way: 'paper', confirmedHow: 'Rang back', victimTold: null, victimToldWhy: null }))
  return ok(theOne(await opened.read(shares, id))).item
}
