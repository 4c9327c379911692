/**
 * One exemption from the rights of the person, with the test that each item has to meet. Parts 1 and 2 of Schedule 2 restrict nearly all rights; Parts
 * 3 and 4 restrict information and access only.
 */
export type Exemption = { readonly cite: string; readonly words: string; readonly test: string; readonly from: 'most-rights' | 'access' }

const schedule = (paragraphs: string, part = 2) => `Data Protection Act 2018, Schedule ${part}, ${paragraphs}`

export const exemptions = {
  crime: {
    cite: schedule('paragraph 2'),
    words: 'crime and tax',
    test: 'giving it would be likely to prejudice preventing or detecting crime, catching offenders, or tax',
    from: 'most-rights',
  },
  'required-by-law': {
    cite: schedule('paragraph 5(1) and (2)'),
    words: 'disclosures that a law or a court requires',
    test: 'the right would prevent that disclosure',
    from: 'most-rights',
  },
  'legal-claims': {
    cite: schedule('paragraph 5(3)'),
    words: 'legal claims and advice',
    test: 'the right would prevent a disclosure that a claim or advice needs; it does not by itself close access',
    from: 'most-rights',
  },
  regulators: {
    cite: schedule('paragraphs 7 and 11'),
    words: 'protecting the public, and regulators’ functions',
    test: 'it would be likely to prejudice a function that the paragraph lists',
    from: 'most-rights',
  },
  'other-people': {
    cite: schedule('paragraphs 16 and 17'),
    words: 'information about somebody else, and who gave it',
    test: 'they can be identified from it, have not consented, and giving it without their consent is not reasonable',
    from: 'access',
  },
  privilege: { cite: schedule('paragraph 19'), words: 'legal privilege', test: 'privilege could be claimed in court', from: 'access' },
  'self-incrimination': {
    cite: schedule('paragraph 20'),
    words: 'self-incrimination',
    test: 'it would show an offence, other than one of data protection or perjury',
    from: 'access',
  },
  planning: {
    cite: schedule('paragraph 22'),
    words: 'management forecasts and planning',
    test: 'it would be likely to prejudice the conduct of the business',
    from: 'access',
  },
  negotiations: {
    cite: schedule('paragraph 23'),
    words: 'negotiations with the person',
    test: 'it records our intentions, and giving it would be likely to prejudice the negotiations',
    from: 'access',
  },
  references: {
    cite: schedule('paragraph 24'),
    words: 'confidential references',
    // About work, education, volunteering, office or services. A reference about a tenancy is none of these.
    test: 'it was given in confidence about work, education, volunteering, an office or a service; never about a tenancy',
    from: 'access',
  },
  research: {
    cite: schedule('paragraph 27'),
    words: 'research and statistics',
    test: 'the right would prevent or seriously impair it, and the results identify nobody',
    from: 'most-rights',
  },
  'health-data': {
    cite: schedule('paragraphs 5 and 6', 3),
    words: 'data concerning health',
    test: 'the person does not know it already, and no health professional has said within six months that serious harm is not likely',
    from: 'access',
  },
  'child-abuse': {
    cite: schedule('paragraph 21', 3),
    words: 'data about child abuse',
    test: 'a parent or deputy asks, and giving it is not in the child’s or the person’s best interests',
    from: 'access',
  },
} as const satisfies Record<string, Exemption>
