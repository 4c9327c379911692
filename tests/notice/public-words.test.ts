import { describe, expect, test } from 'vitest'
import { parseLandlord } from '#notice/parse-landlord.ts'
import { flows, noticeRows, retentionTable } from '#notice/public-words.ts'
import { systemsTable } from '#notice/systems-words.ts'
import { editionOf, filesOf, rewritten } from './landlord-files.ts'

describe('what the public reads comes from what is enforced', () => {
  test('a row says what, why, on which basis, from whom, to whom, until when, and the choice', async () => {
    const rows = noticeRows(await editionOf('harbour-homes'))
    expect(rows.find((row) => row.activity === 'repairs')).toEqual({
      activity: 'repairs',
      title: 'Repairing your home',
      what: [
        { id: 'personal-details', label: 'Personal details' },
        { id: 'contact-details', label: 'Ways to reach you' },
        { id: 'repairs', label: 'Repairs' },
        { id: 'support-needs', label: 'Support needs' },
      ],
      why: 'You report a fault and somebody comes.',
      basis: { id: 'contract', label: 'Contract', sentence: expect.stringContaining('agreement') },
      basisSaidBy: 'landlord',
      otherBases: [],
      from: [{ id: 'the-person', label: 'You' }],
      also: [],
      to: [{ id: 'contractor', label: 'A contractor' }],
      kept: [
        {
          categories: ['Personal details', 'Ways to reach you', 'Repairs', 'Support needs'],
          words: '6 years after the tenancy ends',
          toConfirm: true,
        },
      ],
      choice: 'You can agree the time.',
      clauses: ['R3'],
    })
  })

  test('a layered notice shows the activities it names and those of its relationships, no others', async () => {
    const edition = await editionOf('city-trust')
    const layer = edition.layers.find((each) => each.id === 'visiting')
    expect(noticeRows(edition, layer).map((row) => row.activity)).toEqual(['cctv', 'visitor-safety', 'rights-requests'])
    expect(flows(edition, layer).map((flow) => flow.activity.id)).toEqual(['cctv', 'visitor-safety', 'rights-requests'])
  })

  test('the schedule gives each period in words, with its ground and whether it is still to be confirmed', async () => {
    const [calls, moorings, tenancy] = retentionTable(await editionOf('harbour-homes'))
    expect(calls).toMatchObject({
      period: '60 days',
      words: '60 days after the call',
      standing: 'notice',
      activities: [],
      owner: 'Adviser',
    })
    expect(moorings).toMatchObject({ activities: ['Permits for the moorings'], period: '1 year', standing: 'to-confirm' })
    expect(tenancy).toMatchObject({ ground: 'Limitation Act 1980, section 5.' })
  })

  test('a flow says who gets what, why, and on which basis', async () => {
    const [cameras] = flows(await editionOf('city-trust'))
    expect(cameras).toEqual({
      activity: { id: 'cctv', label: 'Cameras in shared places' },
      from: [{ id: 'camera', label: 'Cameras' }],
      to: [
        {
          id: 'police',
          label: 'The police',
          what: [{ id: 'cctv-footage', label: 'Camera images' }],
          why: 'A crime was seen.',
          basis: { id: 'public-interest', label: 'Public interest', sentence: expect.any(String) },
          regular: false,
          asksOfficer: false,
        },
      ],
    })
  })

  test('a legal duty is told with its law: the sharing’s own, or else the activity’s', async () => {
    const lawsToOmbudsman = (edition: Parameters<typeof flows>[0]) =>
      flows(edition).flatMap((flow) => flow.to.filter((to) => to.id === 'housing-ombudsman').map((to) => to.basis.law))
    expect(lawsToOmbudsman(await editionOf('moor-coop'))).toEqual(['Social Housing (Regulation) Act 2023'])
    const own = rewritten(
      await filesOf('moor-coop'),
      'activities/10-all.yaml',
      '- with: [housing-ombudsman]\n      basis: legal-obligation\n',
      '- with: [housing-ombudsman]\n      basis: legal-obligation\n      law: Housing Act 1996 s.51\n',
    )
    const { edition } = parseLandlord(own)
    expect(edition && lawsToOmbudsman(edition)).toEqual(['Housing Act 1996 s.51'])
    expect(edition && noticeRows(edition).find((row) => row.activity === 'complaints-handling')?.basis.law).toContain('2023')
  })

  test('each system is told with its place and what allows data to be there, or with neither until somebody confirms them', async () => {
    const rows = systemsTable(await editionOf('city-trust'))
    expect(rows.map(({ id, confirmed }) => [id, confirmed?.place, confirmed?.covered?.until])).toEqual([
      ['office-server', 'United Kingdom', undefined],
      ['cameras', undefined, undefined],
      ['survey-host', 'Netherlands', undefined],
      ['debt-desk', 'India', '2031-01-04'],
    ])
    expect(rows[2]?.confirmed?.covered?.by).toContain('recognised')
  })
})
