import type { BasisInLaw } from '#law/bases.ts'
import { basesInLaw } from '#law/bases.ts'
import type { EditionActivity } from '../edition.ts'
import type { Path, Spotted } from '../finding.ts'
import type { Basis } from '../vocabulary.ts'
import { adoptedOf, type Checked, listed, located, type Rule, spotted } from './rule.ts'

const inLaw: Readonly<Record<Basis, BasisInLaw>> = basesInLaw

/** L1–L3, L5, L7: every use has a lawful basis, with what that basis needs. A missing basis is already a fault of shape. */
export const basisRules: readonly Rule[] = [
  { id: 'own-use-on-public-task', looksFor: 'an activity of the landlord’s own that rests on a public authority’s basis', find: ownUse },
  { id: 'other-basis-for-nobody', looksFor: 'another basis for people whom the activity is not about', find: otherBasisForNobody },
  { id: 'basis-not-yet-law', looksFor: 'a basis that was not law when the edition came into force', find: notYetLaw },
  { id: 'interest-without-assessment', looksFor: 'a legitimate interest without a balancing assessment', find: withoutAssessment },
  { id: 'assessment-failed', looksFor: 'a balancing assessment that failed, or with dates that cannot be', find: failed },
  { id: 'assessment-out-of-date', looksFor: 'a balancing assessment that is past its review', find: outOfDate, lapses: true },
  { id: 'obligation-without-law', looksFor: 'a legal obligation that names no law', find: withoutLaw },
]

function ownUse({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities)
    .flatMap(ownBases)
    .filter(({ basis }) => !inLaw[basis].ownUse)
    .map(({ at, id, basis }) =>
      spotted(
        at,
        `\`${id}\` rests on \`${basis}\`, which only a public authority may use for its own work (L3)`,
        'name the basis that carries it: contract, legal-obligation, legitimate-interests, vital-interests or consent',
      ),
    )
}

/** What an activity rests on, for everybody and for some relationships. */
function ownBases({ at, value }: { readonly at: Path; readonly value: EditionActivity }) {
  return [
    { at: [...at, 'basis'], id: value.id, basis: value.basis },
    ...located([...at, 'otherBases'], value.otherBases ?? []).map((other) => ({
      at: [...other.at, 'basis'],
      id: value.id,
      basis: other.value.basis,
    })),
  ]
}

/** A basis for people whom the activity is not about, or a second one for the same people, would never answer. */
function otherBasisForNobody({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) => {
    const named = located([...at, 'otherBases'], value.otherBases ?? []).flatMap((other) => located([...other.at, 'for'], other.value.for))
    return named
      .filter((one, index) => !value.relationships.includes(one.value) || named.findIndex((each) => each.value === one.value) < index)
      .map((one) =>
        spotted(
          one.at,
          value.relationships.includes(one.value)
            ? `\`${value.id}\` names two other bases for \`${one.value}\` (W1)`
            : `\`${value.id}\` names a basis for \`${one.value}\` and is not about them (W1)`,
          'name each relationship once, and only those that are in the `relationships` of the activity',
        ),
      )
  })
}

function notYetLaw({ edition }: Checked): readonly Spotted[] {
  const { inForceFrom } = edition
  if (inForceFrom === undefined) return []
  const uses = located(['activities'], edition.activities).flatMap(({ at, value }) => [
    ...ownBases({ at, value }),
    ...located([...at, 'sharing'], value.sharing).map((share) => ({ at: [...share.at, 'basis'], basis: share.value.basis })),
  ])
  return uses
    .filter(({ basis }) => inLaw[basis].from > inForceFrom)
    .map(({ at, basis }) =>
      spotted(
        at,
        `\`${basis}\` is law since ${inLaw[basis].from}, and this edition is in force from ${inForceFrom}`,
        'name a basis that was law then, or bring it in with a later edition',
      ),
    )
}

function withoutAssessment({ edition, absent }: Checked): readonly Spotted[] {
  const known = new Set(edition.assessments.map((assessment) => assessment.id))
  return located(['activities'], edition.activities).flatMap(({ at, value }) => {
    const shared = located([...at, 'sharing'], value.sharing).find(({ value: share }) => share.basis === 'legitimate-interests')
    const own = ownBases({ at, value }).find(({ basis }) => basis === 'legitimate-interests')
    const where = own?.at ?? (shared && [...shared.at, 'basis'])
    if (where !== undefined && value.assessment === undefined) {
      return [
        spotted(
          where,
          `\`${value.id}\` rests on legitimate interests and names no balancing assessment (L5)`,
          'write `assessment: …` with the id of an entry of assessments.yaml',
        ),
      ]
    }
    if (value.assessment === undefined || known.has(value.assessment) || absent.has('assessments')) return []
    return [
      spotted(
        [...at, 'assessment'],
        `there is no assessment \`${value.assessment}\``,
        'add it to assessments.yaml, or name one that is there',
      ),
    ]
  })
}

function failed({ edition, today }: Checked): readonly Spotted[] {
  return adoptedOf(edition).flatMap(({ at, id, adopted }) => {
    if (adopted.outcome === 'failed') {
      return [
        spotted(
          [...at, 'outcome'],
          `the assessment \`${id}\` failed: the person's interests weigh more (L5)`,
          'take out the activities that rest on it, or change them and weigh again',
        ),
      ]
    }
    if (adopted.reviewBy < adopted.on) {
      return [spotted([...at, 'reviewBy'], `the review of \`${id}\` is due before it was adopted`, 'write a review date after `on`')]
    }
    if (adopted.on > today.toString()) {
      return [spotted([...at, 'on'], `the adoption of \`${id}\` is dated in the future`, 'write the day on which it was adopted')]
    }
    return []
  })
}

function outOfDate({ edition, today }: Checked): readonly Spotted[] {
  return adoptedOf(edition)
    .filter(({ adopted: { outcome, on, reviewBy } }) => outcome !== 'failed' && reviewBy >= on && reviewBy < today.toString())
    .map(({ at, id, adopted }) =>
      spotted(
        [...at, 'reviewBy'],
        `the review of the assessment \`${id}\` was due on ${adopted.reviewBy} (L5)`,
        'review it, then write the new `on` and `reviewBy`',
      ),
    )
}

function withoutLaw({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities)
    .filter(({ value }) => value.law === undefined)
    .flatMap(({ at, value }) => [
      ...ownBases({ at, value }).map(({ basis }) => ({ at, basis, name: `\`${value.id}\`` })),
      ...located([...at, 'sharing'], value.sharing)
        .filter((share) => share.value.law === undefined)
        .map((share) => ({
          at: share.at,
          basis: share.value.basis,
          name: `the sharing of \`${value.id}\` with ${listed(share.value.with)}`,
        })),
    ])
    .filter(({ basis }) => basis === 'legal-obligation')
    .map(({ at, name }) =>
      spotted([...at, 'basis'], `${name} rests on a legal obligation and names no law (L7)`, 'write `law: …` with the Act and section'),
    )
}
