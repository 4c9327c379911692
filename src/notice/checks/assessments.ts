import type { Spotted } from '../finding.ts'
import { adoptedOf, type Checked, located, type Rule, spotted } from './rule.ts'

/** L5: a balancing assessment weighs something, and is reviewed. */
export const assessmentRules: readonly Rule[] = [
  { id: 'assessment-too-thin', looksFor: 'a part of a balancing assessment in which nothing is weighed', find: thin },
  { id: 'assessment-reviewed-too-late', looksFor: 'a balancing assessment that stands for longer than two years', find: late },
]

const parts = ['interest', 'necessity', 'impact', 'safeguards', 'balance'] as const
/** A shorter sentence weighs nothing: "We need it for our business." has six words. */
const fewestWords = 8
const toBeWritten = /\b(?:TBD|TBC|TODO|to be (?:written|done|completed|confirmed)|lorem ipsum)\b/i
const longest = Temporal.Duration.from({ months: 24 })

function thin({ edition }: Checked): readonly Spotted[] {
  return located(['assessments'], edition.assessments).flatMap(({ at, value }) =>
    parts
      .filter((part) => value[part].split(/\s+/).length < fewestWords || toBeWritten.test(value[part]))
      .map((part) =>
        spotted(
          [...at, part],
          `\`${part}\` of the assessment \`${value.id}\` weighs nothing: “${value[part]}” (L5)`,
          `write what was considered, in ${fewestWords} words or more`,
        ),
      ),
  )
}

function late({ edition }: Checked): readonly Spotted[] {
  return adoptedOf(edition)
    .map(({ at, id, adopted }) => ({ at, id, adopted, latest: Temporal.PlainDate.from(adopted.on).add(longest).toString() }))
    .filter(({ adopted, latest }) => adopted.reviewBy > latest)
    .map(({ at, id, latest }) =>
      spotted(
        [...at, 'reviewBy'],
        `the assessment \`${id}\` is reviewed more than two years after it was adopted (L5)`,
        `write a day up to ${latest}`,
      ),
    )
}
