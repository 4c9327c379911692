import { adequateCountries, transferMechanisms, transferTestSince } from '#law/transfers.ts'
import type { Spotted } from '../finding.ts'
import { type Checked, located, type Rule, spotted } from './rule.ts'

/** T1: what a transfer mechanism needs in addition to its name. A system that is still to be confirmed has none to look at. */
export const transferRules: readonly Rule[] = [
  { id: 'safeguards-untested', looksFor: 'an agreement on a transfer without the recorded test of the law', find: untested },
  { id: 'company-uncertified', looksFor: 'a company abroad that has to be certified, without its certificate', find: uncertified },
]

function confirmed({ edition }: Checked) {
  return located(['systems'], edition.systems).flatMap(({ at, value: { id, country, standing, mechanism } }) =>
    standing === 'to-confirm' || country === undefined || mechanism === undefined
      ? []
      : [{ at: [...at, 'mechanism'], id, country, mechanism }],
  )
}

function untested(checked: Checked): readonly Spotted[] {
  return confirmed(checked)
    .filter(({ mechanism: { kind, agreed, test } }) => {
      const isOlder = agreed !== undefined && agreed < transferTestSince
      return transferMechanisms[kind].tested && !isOlder && test === undefined
    })
    .map(({ at, id }) =>
      spotted(
        at,
        `nothing says that the landlord considered whether protection is materially lower where \`${id}\` is (T1, UK GDPR Article 46(1A))`,
        `write \`test:\` with \`on\` and \`because\`; or \`agreed:\`, where it was signed before ${transferTestSince}`,
      ),
    )
}

function uncertified(checked: Checked): readonly Spotted[] {
  return confirmed(checked)
    .filter(({ country, mechanism: { kind, certificate, until } }) => {
      if (kind !== 'adequacy' || adequateCountries.get(country)?.certified !== true) return false
      // Without a last day at all it is `partial-adequacy-for-ever` that is found.
      return until !== undefined && (certificate?.ukExtension !== true || until !== certificate.nextDue)
    })
    .map(({ at, id }) =>
      spotted(
        at,
        `\`${id}\` relies on a company’s certificate, which is renewed every year, and does not say that it has one (T1)`,
        'write `certificate:` with `company`, `ukExtension: true`, `humanResources`, `nextDue` and `checked`, and the day of `nextDue` as `until`',
      ),
    )
}
