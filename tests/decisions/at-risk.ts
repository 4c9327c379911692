import type { EditionActivity } from '#notice/edition.ts'

export const usual: Pick<EditionActivity, 'title' | 'purpose' | 'why' | 'clauses' | 'sources' | 'choice'> = {
  title: 'An activity',
  purpose: 'anything',
  why: 'It is tried out.',
  clauses: ['L4', 'U5'],
  sources: ['the-person'],
  choice: 'You can say no.',
}

export const because = 'It is tried out.'

const conditions = {
  'support-needs': ['art-9-2-g', 'sch-1-para-18'],
  health: ['art-9-2-g', 'sch-1-para-19'],
  // Something else carries what colleagues do here; sharing it is asked for the person's own situation all the same.
  disability: ['art-9-2-g', 'sch-1-para-17', 'sch-1-para-18'],
  'ethnic-origin': ['art-9-2-g', 'sch-1-para-17', 'sch-1-para-19'],
  // A function that an enactment gives carries it too, so that only sharing asks why consent was not.
  'religion-or-belief': ['art-9-2-g', 'sch-1-para-6', 'sch-1-para-17'],
  'sexual-orientation': ['art-9-2-g', 'sch-1-para-6', 'sch-1-para-18'],
  'political-opinion': ['art-9-2-g', 'sch-1-para-6', 'sch-1-para-19'],
  'trade-union-membership': ['art-9-2-g', 'sch-1-para-6', 'sch-1-para-10'],
  'criminal-convictions': ['art-10', 'sch-1-para-36', 'sch-1-para-10'],
}
const categories = ['personal-details', ...Object.keys(conditions)]

/** What may be shared about somebody at risk, or about a crime, without asking them first. */
export const atRisk: unknown = {
  ...usual,
  id: 'safeguarding',
  relationships: ['tenant'],
  basis: 'recognised-legitimate-interests',
  categories,
  conditions,
  colleagues: [{ roles: ['safeguarding-lead'], acts: ['collect', 'view'], categories }],
  sharing: [
    { with: ['health-care', 'police'], basis: 'recognised-legitimate-interests', categories, conditions, clauses: ['SC3'], because },
  ],
}
