/**
 * One condition for special categories (UK GDPR Article 9(2)), for criminal offence data (Article 10), or of Schedule 1 to the
 * Data Protection Act 2018, as the law fixes it for every landlord.
 */
export type ConditionInLaw = {
  readonly cite: string
  readonly words: string
  readonly kind: 'article-9' | 'article-10' | 'schedule-1'
  readonly fits: readonly ('special' | 'criminal')[]
  /** For a condition that is not enough by itself: one of these must be named with it. */
  readonly withOneOf?: readonly string[]
  /** The only categories that it may serve; absent means any. */
  readonly only?: readonly string[]
  /** Whether an appropriate policy document must stand behind it (Schedule 1, Part 4). */
  readonly policyDocument: boolean
  /** Kinds of recipient to which data may be disclosed under it without that document. */
  readonly noDocumentFor?: readonly string[]
  /** What must be true of the matter or the person before anything rests on it, in the words of the law cut short. */
  readonly test?: string
}

/** Schedule 1, Part 2: substantial public interest. */
const part2 = [
  ...(['sch-1-para-6', 'sch-1-para-8', 'sch-1-para-10', 'sch-1-para-14', 'sch-1-para-17'] as const),
  ...(['sch-1-para-18', 'sch-1-para-19', 'sch-1-para-20', 'sch-1-para-24'] as const),
]
const part1 = ['sch-1-para-1', 'sch-1-para-2', 'sch-1-para-3', 'sch-1-para-4'] as const
const part3 = ['sch-1-para-29', 'sch-1-para-30', 'sch-1-para-32', 'sch-1-para-33', 'sch-1-para-36'] as const

const withoutConsent = 'a recorded reason says why consent cannot be given, cannot reasonably be obtained, or would defeat the purpose'

export const conditionsInLaw = {
  'art-9-2-a': article9('a', 'you gave your explicit consent'),
  'art-9-2-b': article9('b', 'employment, social security or social protection law needs it', ['sch-1-para-1']),
  'art-9-2-c': article9('c', 'a life depends on it and the person cannot consent'),
  'art-9-2-d': article9('d', 'a not-for-profit body looks after its own members'),
  'art-9-2-e': article9('e', 'the person has made it public'),
  'art-9-2-f': article9('f', 'a legal claim, or a court, needs it'),
  'art-9-2-g': article9('g', 'a substantial public interest that the law names', part2),
  'art-9-2-h': article9('h', 'health or social care, by people who owe confidence', ['sch-1-para-2']),
  'art-9-2-i': article9('i', 'public health', ['sch-1-para-3']),
  'art-9-2-j': article9('j', 'archives, research or statistics', ['sch-1-para-4']),
  'art-10': {
    cite: 'UK GDPR Article 10',
    words: 'data about crime, with a condition of the Data Protection Act',
    kind: 'article-10',
    fits: ['criminal'],
    withOneOf: [...part1, ...part2, ...part3],
    policyDocument: false,
  },
  'sch-1-para-1': schedule1(1, 'employment, social security and social protection', { policyDocument: true }),
  'sch-1-para-2': schedule1(2, 'health or social care'),
  'sch-1-para-3': schedule1(3, 'public health'),
  'sch-1-para-4': schedule1(4, 'research and statistics'),
  'sch-1-para-6': schedule1(6, 'a function that an enactment gives', { policyDocument: true }),
  // Allows no decision about one person, and stops for anybody who asks in writing. Disability is read as data concerning health.
  'sch-1-para-8': schedule1(8, 'equality of opportunity or treatment', {
    policyDocument: true,
    fits: ['special'],
    only: ['ethnic-origin', 'religion-or-belief', 'health', 'disability', 'sexual-orientation'],
  }),
  'sch-1-para-10': schedule1(10, 'preventing or finding unlawful acts', {
    policyDocument: true,
    // Paragraph 10(2): disclosing to a competent authority, or preparing to, needs no document.
    noDocumentFor: ['police'],
    test: 'asking for consent would prejudice preventing, detecting or investigating the act',
  }),
  'sch-1-para-14': schedule1(14, 'preventing fraud', {
    policyDocument: true,
    test: 'the data is disclosed by a member of an anti-fraud organisation, or under its arrangements',
  }),
  'sch-1-para-17': schedule1(17, 'confidential counselling, advice or support', { policyDocument: true, test: withoutConsent }),
  'sch-1-para-18': schedule1(18, 'protecting children and adults at risk', {
    policyDocument: true,
    test: `the person is under 18, or an adult with care needs who is at risk and cannot protect themselves; ${withoutConsent}`,
  }),
  'sch-1-para-19': schedule1(19, 'the economic well-being of people at risk', {
    policyDocument: true,
    // The data itself must concern health, which a support need or a disability does.
    only: ['health', 'disability', 'support-needs'],
    test: `the person is an adult less able to protect their economic well-being because of injury, illness or disability; ${withoutConsent}`,
  }),
  'sch-1-para-20': schedule1(20, 'insurance', { policyDocument: true }),
  'sch-1-para-24': schedule1(24, 'answering a member of Parliament or a councillor', {
    policyDocument: true,
    test: `the resident asked them, or for somebody else: ${withoutConsent}`,
  }),
  'sch-1-para-29': schedule1(29, 'the person consented', { fits: ['criminal'] }),
  'sch-1-para-30': schedule1(30, 'a life depends on it and the person cannot consent', { fits: ['criminal'] }),
  'sch-1-para-32': schedule1(32, 'the person has made it public', { fits: ['criminal'] }),
  'sch-1-para-33': schedule1(33, 'legal claims', { fits: ['criminal'] }),
  // Takes a paragraph of Part 2 without its test of substantial public interest; that paragraph must be named too. The document is
  // needed where that paragraph needs it: see `needsPolicyDocument`.
  'sch-1-para-36': schedule1(36, 'a public-interest condition, for data about crime', {
    policyDocument: true,
    fits: ['criminal'],
    withOneOf: part2,
  }),
} as const satisfies Record<string, ConditionInLaw>

function article9(letter: string, words: string, withOneOf?: readonly string[]): ConditionInLaw {
  const condition = { cite: `UK GDPR Article 9(2)(${letter})`, words, kind: 'article-9', fits: ['special'], policyDocument: false } as const
  return withOneOf === undefined ? condition : { ...condition, withOneOf }
}

type More = Partial<Omit<ConditionInLaw, 'cite' | 'words' | 'kind'>>

function schedule1(paragraph: number, words: string, more: More = {}): ConditionInLaw {
  const cite = `Data Protection Act 2018, Schedule 1, paragraph ${paragraph}`
  return { cite, words, kind: 'schedule-1', fits: ['special', 'criminal'], policyDocument: false, ...more }
}

/**
 * Whether one of these conditions, named together for a use or a sharing with these recipients, needs an appropriate policy document there.
 * Paragraph 36 takes over the rule of the paragraph that is named with it.
 */
export function needsPolicyDocument(
  condition: keyof typeof conditionsInLaw,
  together: readonly (keyof typeof conditionsInLaw)[],
  recipients: readonly string[],
): boolean {
  const law: Readonly<Record<string, ConditionInLaw>> = conditionsInLaw
  if (condition === 'sch-1-para-36')
    return part2.some((paragraph) => together.includes(paragraph) && needsPolicyDocument(paragraph, together, recipients))
  const { policyDocument = false, noDocumentFor = [] } = law[condition] ?? {}
  return policyDocument && !(recipients.length > 0 && recipients.every((kind) => noDocumentFor.includes(kind)))
}
