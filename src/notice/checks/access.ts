import { ceilingOf } from '../ceiling.ts'
import type { Path, Spotted } from '../finding.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** P3, R1: access and sharing stay within the activity, and the activity within the software's ceiling; each is stated once. */
export const accessRules: readonly Rule[] = [
  { id: 'beyond-the-ceiling', looksFor: 'a category that the software never allows for the activity', find: beyondCeiling },
  { id: 'beyond-the-activity', looksFor: 'a grant or a sharing of a category that the activity does not have', find: beyondActivity },
  { id: 'granted-twice', looksFor: 'the same act on the same category granted twice to a role', find: grantedTwice },
  { id: 'shared-twice', looksFor: 'the same category shared twice with a recipient', find: sharedTwice },
  { id: 'codes-of-nothing', looksFor: 'the code alone of what has no code', find: codesOfNothing },
  { id: 'secrets-shown', looksFor: 'passwords that somebody may see', find: secretsShown },
  { id: 'machine-keeper-sees-data', looksFor: 'data granted to whoever runs the machine', find: machineKeeper },
]

function beyondCeiling({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) => {
    const ceiling = ceilingOf(value.id)
    return located([...at, 'categories'], value.categories)
      .filter((category) => ceiling !== undefined && !ceiling.has(category.value))
      .map((category) =>
        spotted(
          category.at,
          `\`${value.id}\` may never use \`${category.value}\`: it is beyond the software's ceiling for this activity (P3)`,
          `take it out, or use it in an activity whose purpose needs it; at most: ${[...(ceiling ?? [])].join(', ')}`,
        ),
      )
  })
}

function beyondActivity({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) => {
    const uses = [...located([...at, 'colleagues'], value.colleagues), ...located([...at, 'sharing'], value.sharing)]
    return uses.flatMap((use) =>
      located([...use.at, 'categories'], use.value.categories)
        .filter((category) => !value.categories.includes(category.value))
        .map((category) =>
          spotted(
            category.at,
            `\`${category.value}\` is not a category of the activity \`${value.id}\``,
            `add it to the \`categories\` of \`${value.id}\`, or take it out here`,
          ),
        ),
    )
  })
}

function grantedTwice({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) =>
    repeated(
      located([...at, 'colleagues'], value.colleagues).flatMap(({ at: where, value: grant }) =>
        grant.roles.flatMap((role) =>
          grant.acts.flatMap((act) =>
            located([...where, 'categories'], grant.categories).map((c) => ({ at: c.at, key: [role, act, c.value] })),
          ),
        ),
      ),
      ([role, act, category]) =>
        `\`${role}\` may \`${act}\` \`${category}\` twice in \`${value.id}\`, so that it is not clear which needs count`,
    ),
  )
}

function sharedTwice({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) =>
    repeated(
      located([...at, 'sharing'], value.sharing).flatMap(({ at: where, value: share }) =>
        share.with.flatMap((recipient) =>
          located([...where, 'categories'], share.categories).map((c) => ({ at: c.at, key: [recipient, c.value] })),
        ),
      ),
      ([recipient, category]) =>
        `\`${category}\` is shared with \`${recipient}\` twice in \`${value.id}\`, so that it is not clear which basis counts`,
    ),
  )
}

function repeated(entries: readonly { readonly at: Path; readonly key: readonly string[] }[], message: (key: readonly string[]) => string) {
  const seen = new Set<string>()
  return entries.flatMap(({ at, key }) => {
    const name = key.join(' ')
    if (!seen.has(name)) {
      seen.add(name)
      return []
    }
    return [spotted(at, message(key), 'take it out of one of the two entries')]
  })
}

function machineKeeper({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) =>
    located([...at, 'colleagues'], value.colleagues).flatMap((grant) =>
      located([...grant.at, 'roles'], grant.value.roles)
        .filter((role) => role.value === 'system-administrator')
        .map((role) =>
          spotted(
            role.at,
            '`system-administrator` runs the machine and sees nobody’s data (R1)',
            'take the role out, or grant it to who does the work',
          ),
        ),
    ),
  )
}

/** Only of these is anything kept as a code with words behind it. */
const coded: readonly string[] = ['cautionary-alerts']

function codesOfNothing({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) =>
    located([...at, 'colleagues'], value.colleagues)
      .filter(
        ({ value: { codesOnly, categories, acts } }) =>
          codesOnly === true && !(categories.every((c) => coded.includes(c)) && isReading(acts)),
      )
      .map((grant) =>
        spotted(
          grant.at,
          '`codesOnly` opens the code of an alert without its words, and this entry grants something else as well',
          `give an entry with \`codesOnly\` the categories [${coded.join(', ')}] and the acts \`view\` and \`use\` alone`,
        ),
      ),
  )
}

function isReading(acts: readonly string[]): boolean {
  return acts.every((act) => act === 'view' || act === 'use')
}

function secretsShown({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) => {
    const viewed = located([...at, 'colleagues'], value.colleagues).filter((grant) => grant.value.acts.includes('view'))
    return [...viewed, ...located([...at, 'sharing'], value.sharing)].flatMap((use) =>
      located([...use.at, 'categories'], use.value.categories)
        .filter((category) => category.value === 'identity-secrets')
        .map((category) =>
          spotted(
            category.at,
            '`identity-secrets` are compared with what somebody says, and shown to nobody (SE2)',
            'take them out here; the act `use` compares them',
          ),
        ),
    )
  })
}
