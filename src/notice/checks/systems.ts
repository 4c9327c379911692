import { adequateCountries, transferMechanisms } from '#law/transfers.ts'
import type { Spotted } from '../finding.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** T1: nothing is stored abroad without a transfer mechanism in force. */
export const systemRules: readonly Rule[] = [
  {
    id: 'abroad-without-mechanism',
    looksFor: 'a system outside the United Kingdom without a transfer mechanism in force',
    find: withoutMechanism,
  },
  { id: 'mechanism-ended', looksFor: 'a system abroad whose transfer mechanism has ended', find: ended, lapses: true },
  {
    id: 'partial-adequacy-for-ever',
    looksFor: 'a system whose transfer is covered only while its supplier qualifies, without a day by which that is confirmed',
    find: uncertified,
  },
  { id: 'confirmed-without-place', looksFor: 'a system called confirmed without its supplier or country', find: withoutPlace },
  { id: 'sent-to-no-system', looksFor: 'data sent to a system that its activity does not use', find: sentElsewhere },
]

function withoutMechanism({ edition, today }: Checked): readonly Spotted[] {
  return located(['systems'], edition.systems).flatMap(({ at, value }) => {
    const { mechanism, country } = value
    // Where nobody has confirmed the place, decisions count it as abroad, and the landlord's list names it (`left-to-confirm.ts`).
    if (country === undefined || country === 'GB' || value.standing === 'to-confirm') return []
    if (mechanism === undefined) {
      return [
        spotted(
          [...at, 'country'],
          `\`${value.id}\` is in \`${value.country}\` and has no transfer mechanism (T1)`,
          `write \`mechanism:\` with its reference and its kind: ${Object.keys(transferMechanisms).join(', ')}`,
        ),
      ]
    }
    const adequacy = adequateCountries.get(country)
    if (mechanism.kind !== 'adequacy' || (adequacy !== undefined && adequacy.from <= today.toString())) return []
    return [
      spotted(
        [...at, 'mechanism', 'kind'],
        `no adequacy regulations for \`${value.country}\` are known, on which \`${value.id}\` relies (T1)`,
        `name another mechanism: ${Object.keys(transferMechanisms)
          .filter((kind) => kind !== 'adequacy')
          .join(', ')}`,
      ),
    ]
  })
}

function ended({ edition, today }: Checked): readonly Spotted[] {
  return located(['systems'], edition.systems).flatMap(({ at, value }) => {
    const until = value.country === 'GB' ? undefined : value.mechanism?.until
    if (until === undefined || until >= today.toString()) return []
    return [
      spotted(
        [...at, 'mechanism', 'until'],
        `the transfer mechanism of \`${value.id}\` ended on ${until} (T1)`,
        'write the mechanism that is in force now, or take the system out of its activities',
      ),
    ]
  })
}

function uncertified({ edition }: Checked): readonly Spotted[] {
  return located(['systems'], edition.systems).flatMap(({ at, value }) => {
    const onlyFor = value.country && adequateCountries.get(value.country)?.onlyFor
    if (value.mechanism?.kind !== 'adequacy' || value.mechanism.until !== undefined || onlyFor === undefined) return []
    return [
      spotted(
        [...at, 'mechanism'],
        `adequacy for \`${value.country}\` covers only ${onlyFor}, and nothing says until when \`${value.id}\` is confirmed to be one (T1)`,
        'write `until: …` under `mechanism` with the day by which it is confirmed anew',
      ),
    ]
  })
}

function withoutPlace({ edition }: Checked): readonly Spotted[] {
  return located(['systems'], edition.systems)
    .filter(({ value }) => value.standing === 'fixed' && (value.country === undefined || value.supplier === undefined))
    .map(({ at, value }) =>
      spotted(
        [...at, 'standing'],
        `\`${value.id}\` is called fixed and has no ${value.country === undefined ? '`country`' : '`supplier`'} (T1)`,
        'write who supplies it and in which country it is; or `standing: to-confirm`, and it counts as abroad',
      ),
    )
}

function sentElsewhere({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities).flatMap(({ at, value }) => {
    const lines = [...located([...at, 'colleagues'], value.colleagues), ...located([...at, 'sharing'], value.sharing)]
    return lines.flatMap((line) =>
      located([...line.at, 'through'], line.value.through)
        .filter((named) => !value.systems.includes(named.value))
        .map((named) =>
          spotted(
            named.at,
            `\`${value.id}\` sends data to \`${named.value}\`, which is none of its systems (T1)`,
            `add \`${named.value}\` to its \`systems\`, or take it out here`,
          ),
        ),
    )
  })
}
