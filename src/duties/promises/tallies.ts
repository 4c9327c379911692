import { countsAsAbroad } from '#notice/abroad.ts'
import { basisWords } from '#notice/public-words.ts'
import { type Basis, bases } from '#notice/vocabulary.ts'
import { both, type Count, done, ofThings, standing } from './keeping.ts'
import { acts, listed, said, same, sentences } from './said.ts'

const over = ['past', 'to come'] as const
const inForce = { inForceFrom: 'past', until: 'to come', endedOn: 'none' } as const

/** Figures that more than one clause shows, or that put several counts into a sentence. */

export const messages = standing('message', 'messages', [
  [{ closedOn: 'none' }, 'message open', 'messages open'],
  [{ closedOn: over }, 'closed', 'closed'],
])

export const tenancies = standing('tenure', 'tenancies', [
  [{ endedOn: ['none', 'to come'] }, 'tenancy runs', 'tenancies run'],
  [{ endedOn: 'past' }, 'has ended and is kept', 'have ended and are kept'],
])

export const consents = standing('consent', 'answers to questions of consent', [
  [{ answer: 'given', endedOn: 'none' }, 'consent in force', 'consents in force'],
  [{ answer: 'refused', endedOn: 'none' }, 'refusal', 'refusals'],
  [{ endedOn: over }, 'withdrawn or ended', 'withdrawn or ended'],
])

export const agreements = ofThings(
  standing('agreement', 'agreements and protocols', [
    [{ kind: 'agreement', ...inForce }, 'agreement in force', 'agreements in force'],
    [{ kind: 'protocol', ...inForce }, 'protocol in force', 'protocols in force'],
    [{ kind: ['agreement', 'protocol'], until: 'past' }, 'over', 'over'],
  ]),
)

export const instructions = ofThings(
  standing('agreement', 'instructions', [
    [{ kind: 'instruction', ...inForce }, 'instruction in force', 'instructions in force'],
    [{ kind: 'instruction', until: 'past' }, 'over', 'over'],
  ]),
)

export const groupCompanies = ofThings(
  standing('organisation', 'companies of our group', [
    [
      { kind: 'group-company', registeredUntil: 'to come', endedOn: 'none' },
      'company of our group registered',
      'companies of our group registered',
    ],
    [{ kind: 'group-company', registeredUntil: ['none', 'past'], endedOn: 'none' }, 'not registered', 'not registered'],
  ]),
)

export const holds = standing('hold', 'holds', [
  [{ liftedOn: 'none', reviewOn: 'to come' }, 'hold in force', 'holds in force'],
  [{ liftedOn: 'none', reviewOn: 'past' }, 'due for its review', 'due for their review'],
  [{ liftedOn: over }, 'lifted', 'lifted'],
])

export const cameras = ofThings(
  standing('camera', 'registered cameras', [
    [{ removedOn: 'none', assessedOn: 'past' }, 'registered camera assessed', 'registered cameras assessed'],
    [{ removedOn: 'none', assessedOn: ['none', 'to come'] }, 'not assessed', 'not assessed'],
    [{ removedOn: 'none', reviewOn: 'past' }, 'past its review', 'past their review'],
  ]),
)

export const extracts = standing('training-extract', 'extracts', [
  [{ claim: 'nobody-identifiable' }, 'extract with nobody to recognise', 'extracts with nobody to recognise'],
  [{ claim: 'consent' }, 'with everybody’s consent', 'with everybody’s consent'],
])

export const placements = ofThings(
  standing('placement', 'places where pictures are shown', [
    [{ endedOn: ['none', 'to come'] }, 'place where a picture is shown', 'places where pictures are shown'],
    [{ endedOn: 'past', endedHow: 'taken-down' }, 'taken down', 'taken down'],
    [{ endedOn: 'past', endedHow: ['over', 'past', 'none'] }, 'over', 'over'],
  ]),
)

export const supportContacts = standing('support-contact', 'support contacts', [
  [{ endedOn: ['none', 'to come'] }, 'support contact', 'support contacts'],
  [{ endedOn: 'past' }, 'ended', 'ended'],
])

/** What somebody agreed to, or objected to, of one use. */
export const consentsFor = (activity: string, many: string): Count =>
  standing('consent', many, [[{ forActivity: activity, answer: 'given', endedOn: 'none' }, 'consent in force', 'consents in force']])
export const objectionsTo = (activity: string, many: string): Count =>
  standing('objection', many, [
    [{ kind: 'objection', againstActivity: activity, endedOn: 'none' }, 'objection in force', 'objections in force'],
    [{ kind: 'objection', againstActivity: activity, endedOn: over }, 'ended', 'ended'],
  ])

/** Looks that were permitted, and what was refused. */
export const looks = both(done({ kind: 'read' }, 'look on record', 'looks on record'), done({ kind: 'refusal' }, 'refusal', 'refusals'))

/** Decisions to share, with how often each basis carried one. */
export const sharedOnBases: Count = (from) => {
  const { seen, says } = done({ act: 'share' }, 'decision to share', 'decisions to share')(from)
  const on = from.counted
    .bases()
    .map(([basis, n]) => said`${isBasis(basis) ? basisWords(basis).label.toLowerCase() : 'no basis'} (${acts(n, '', '')})`)
  return { seen, says: on.length === 0 ? says : sentences([says, said`Permitted on: ${listed(on, ',')}.`]) }
}

function isBasis(word: string): word is Basis {
  return bases.some((each) => each === word)
}

/** Systems, and how many of them count as abroad: those with a mechanism in force are used, the others send and get nothing. */
export const systems: Count = ({ edition, today }) => {
  const abroad = edition.systems.filter((system) => system.here !== true && countsAsAbroad(system))
  const covered = abroad.filter(({ mechanism }) => mechanism !== undefined && (mechanism.until ?? '9999-12-31') >= today.toString())
  const seen = edition.systems.length
  return {
    seen,
    says: same(`${seen} systems are registered. ${abroad.length} count as abroad, ${covered.length} of them with a mechanism in force.`),
  }
}

/** Balancing assessments by how they stand. */
export const assessments: Count = ({ edition, today }) => {
  const adopted = edition.assessments.filter(({ adopted: by }) => by !== undefined)
  const standing = adopted.filter(({ adopted: by }) => by?.outcome === 'passed' && by.reviewBy >= today.toString()).length
  const proposed = edition.assessments.length - adopted.length
  return {
    seen: standing,
    says: same(
      `${standing === 1 ? '1 assessment is' : `${standing} assessments are`} adopted and in date, and ${adopted.length - standing} are not in date or did not pass. ${proposed} are proposed and not adopted.`,
    ),
  }
}
