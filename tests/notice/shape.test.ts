import { describe, expect, test } from 'vitest'
import { checkLandlord } from '#notice/check.ts'
import { aDay, filesOf, lineOf, rewritten } from './landlord-files.ts'

const activities = 'activities/10-all.yaml'

const cases = [
  {
    file: activities,
    from: 'basis: contract\n  categories: [personal-details, contact-details, repairs',
    to: 'categories: [personal-details, contact-details, repairs',
    stands: 'id: repairs',
    message: '`basis` is missing',
    fix: 'one of: contract',
  },
  {
    file: activities,
    from: 'relationships: [tenant, caller]\n  basis: contract',
    to: 'relationships: [tenant, caller]\n  basis: contrat',
    stands: 'basis: contrat\n',
    message: '`contrat` is not one of its words',
    fix: 'write `contract`',
  },
  {
    file: activities,
    from: 'categories: [rent-account]',
    to: 'categories: [rent-acount]',
    stands: '[rent-acount]',
    message: '`rent-acount`',
    fix: 'write `rent-account`',
  },
  {
    file: activities,
    from: 'choice: You can agree the time.',
    to: 'choise: You can agree the time.',
    stands: 'choise:',
    message: '`choise` is no field',
    fix: 'write `choice`',
  },
  {
    file: 'landlord.yaml',
    from: 'id: harbour-homes\n',
    to: 'id: harbour-homes\ntopics:\n  - Moorings\n  - Everything else that anybody rings us about\n',
    stands: '- Everything',
    message: 'a topic is at most 40 characters',
    fix: '',
  },
  {
    file: activities,
    from: '- id: mooring-permits',
    to: '- id: Mooring Permits',
    stands: 'id: Mooring',
    message: '`id` is `Mooring Permits`',
    fix: 'lower-case words joined by hyphens',
  },
  {
    file: 'edition.yaml',
    from: 'inForceFrom: 2025-04-01',
    to: 'inForceFrom: 2025-02-29',
    stands: 'inForceFrom:',
    message: '`2025-02-29`',
    fix: 'a calendar date that exists',
  },
  {
    file: 'edition.yaml',
    from: 'dated: April 2025',
    to: 'dated: 2025',
    stands: 'dated: 2025',
    message: '`dated` is a number, not words',
    fix: 'put quotes around a number',
  },
  {
    file: 'landlord.yaml',
    from: 'email: words@harbour-homes.example',
    to: 'email: words',
    stands: 'email: words',
    message: '`email` is `words`',
    fix: 'name@example.org',
  },
  {
    file: 'retention.yaml',
    from: 'period: P60D',
    to: 'period: 60 days',
    stands: 'period: 60 days',
    message: '`period` is `60 days`',
    fix: 'write `P60D`; a period is',
  },
  {
    file: 'layers/renting.md',
    from: 'summary: For tenants.\n',
    to: '',
    stands: 'id: renting',
    message: '`summary` is missing',
    fix: 'write `summary',
  },
  {
    file: 'layers/renting.md',
    from: '---\n\nid: renting',
    to: 'id: renting',
    stands: '',
    message: 'does not begin with its fields',
    fix: '`---`',
  },
  {
    file: 'retention.yaml',
    from: '  period: P60D',
    to: '  period: P60D\n  period: P90D',
    stands: '  period: P90D',
    message: 'Map keys must be unique',
    fix: 'quotes, colons',
  },
  {
    file: 'systems.yaml',
    from: 'country: GB }\n- {',
    to: 'country: GB \n- {',
    stands: '- { id: switchboard',
    message: 'not YAML',
    fix: 'quotes, colons',
  },
] as const

describe('what cannot be read is told with its line', () => {
  test.each(cases)('$file: $message', async ({ file, from, to, stands, message, fix }) => {
    const files = rewritten(await filesOf('harbour-homes'), file, from, to)
    const { edition, findings } = checkLandlord(files, { today: aDay })
    const line = lineOf(files.find((each) => each.path === file)?.text ?? '', stands)
    const told = { file, line, message: expect.stringContaining(message), fix: expect.stringContaining(fix) }
    expect(findings).toContainEqual(expect.objectContaining(told))
    expect(edition).toBeUndefined()
  })

  test('a file that nothing would read is a finding, not ignored', async () => {
    const files = [...(await filesOf('harbour-homes')), { path: 'retention.yml', text: '[]' }]
    const { findings } = checkLandlord(files, { today: aDay })
    expect(findings).toEqual([
      { file: 'retention.yml', line: 1, message: expect.stringContaining('no part of'), fix: expect.stringContaining('retention.yaml') },
    ])
  })

  test('half a folder is checked: a missing file is one finding, and faults in the others are still found', async () => {
    const broken = rewritten(
      await filesOf('harbour-homes'),
      activities,
      'categories: [rent-account]',
      'categories: [rent-account, repairs]',
    )
    const { findings } = checkLandlord(
      broken.filter((file) => file.path !== 'edition.yaml' && file.path !== 'purposes.yaml'),
      { today: aDay },
    )
    expect(findings.map(({ file, message }) => `${file} ${message}`)).toEqual(
      expect.arrayContaining([
        'edition.yaml there is no `edition.yaml`',
        'purposes.yaml there is no `purposes.yaml`',
        `${activities} \`repairs\` is not a category of the activity \`tenancy-management\``,
      ]),
    )
    expect(findings.filter(({ message }) => message.includes('in purposes'))).toEqual([])
  })

  test('line ends of another machine change nothing', async () => {
    const files = (await filesOf('harbour-homes')).map(({ path, text }) => ({ path, text: `\uFEFF${text.replaceAll('\n', '\r\n')}` }))
    expect(checkLandlord(files, { today: aDay }).findings).toEqual([])
  })
})
