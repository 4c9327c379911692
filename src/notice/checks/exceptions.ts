import type { Spotted } from '../finding.ts'
import { callExceptions, clausesOfExceptions } from '../hold-grounds.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** TC4: a recorded call is kept longer only on grounds that the public can read. */
export const exceptionRules: readonly Rule[] = [
  { id: 'ground-unpublished', looksFor: 'a ground to keep recorded calls longer that no page of the notice publishes', find: unpublished },
  { id: 'exception-for-nothing', looksFor: 'exceptions at a retention rule that no recorded call falls under', find: idle },
  { id: 'exception-twice', looksFor: 'a ground to keep recorded calls longer that is named twice', find: twice },
]

/** They are published beside the answer that tells TC4, or a clause of the landlord's own that it is the rule of. */
function unpublished({ edition, absent }: Checked): readonly Spotted[] {
  if (absent.has('notice') || absent.has('clauses')) return []
  const beside = clausesOfExceptions(edition)
  if (edition.notice.some(({ clauses }) => clauses.some((clause) => beside.includes(clause)))) return []
  return exceptionsOf(edition).map(({ at, value: { ground } }) =>
    spotted(
      [...at, 'ground'],
      `nothing publishes \`${ground}\` as a ground to keep recorded calls longer: no article of the notice tells TC4`,
      'name TC4, or a clause of your own with `rule: TC4`, under the `clauses` of the article about calls; or take the ground out',
    ),
  )
}

function idle({ edition }: Checked): readonly Spotted[] {
  const inUse = callExceptions(edition)
  return located(['retention'], edition.retention)
    .filter(({ value: { exceptions } }) => exceptions !== undefined && exceptions !== inUse)
    .map(({ at, value: { id } }) =>
      spotted(
        [...at, 'exceptions'],
        `no recorded call falls under \`${id}\`, so nothing is kept or published by its exceptions (TC4)`,
        'move them to the rule that covers `call-recordings` in `call-recording`',
      ),
    )
}

function twice({ edition }: Checked): readonly Spotted[] {
  const all = exceptionsOf(edition)
  return all
    .filter(({ value }, index) => all.findIndex((other) => other.value.ground === value.ground) < index)
    .map(({ at, value: { ground } }) =>
      spotted([...at, 'ground'], `\`${ground}\` is named twice as an exception (TC4)`, 'keep one of the two'),
    )
}

function exceptionsOf(edition: Checked['edition']) {
  return located(['retention'], edition.retention).flatMap(({ at, value }) => located([...at, 'exceptions'], value.exceptions ?? []))
}
