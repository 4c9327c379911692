/** One lawful basis of UK GDPR Article 6(1), as the law fixes it for every landlord. */
export type BasisInLaw = {
  readonly article: string
  /** The first day on which it could be relied upon. */
  readonly from: string
  /** Whether a landlord, which is not a public authority, may rest its own use on it (L3). */
  readonly ownUse: boolean
  /** Whether somebody can object to a use that rests on it (Article 21(1)). Consent is taken back instead. */
  readonly canObject: boolean
  /** Whether a significant decision made by a computer alone may rest on it (Article 22B(4)). */
  readonly automatedDecisions: boolean
  /** For the public: a name and one sentence. */
  readonly label: string
  readonly sentence: string
}

export const basesInLaw = {
  contract: {
    article: 'UK GDPR Article 6(1)(b)',
    from: '2018-05-25',
    ownUse: true,
    canObject: false,
    automatedDecisions: true,
    label: 'Contract',
    sentence: 'We need it to keep an agreement with you, or to do what you ask before making one.',
  },
  'legal-obligation': {
    article: 'UK GDPR Article 6(1)(c)',
    from: '2018-05-25',
    ownUse: true,
    canObject: false,
    automatedDecisions: true,
    label: 'Legal obligation',
    sentence: 'A law says that we must.',
  },
  'legitimate-interests': {
    article: 'UK GDPR Article 6(1)(f)',
    from: '2018-05-25',
    ownUse: true,
    canObject: true,
    automatedDecisions: true,
    label: 'Legitimate interests',
    sentence: 'There is a good reason for it, which we have weighed against what it means for you. You can object.',
  },
  'vital-interests': {
    article: 'UK GDPR Article 6(1)(d)',
    from: '2018-05-25',
    ownUse: true,
    canObject: false,
    automatedDecisions: true,
    label: 'Vital interests',
    sentence: 'Somebody’s life or safety depends on it.',
  },
  consent: {
    article: 'UK GDPR Article 6(1)(a)',
    from: '2018-05-25',
    ownUse: true,
    canObject: false,
    automatedDecisions: true,
    label: 'Consent',
    sentence: 'Only if you say yes. You can say no, and you can change your mind at any time.',
  },
  'public-interest': {
    article: 'UK GDPR Article 6(1)(e)',
    from: '2018-05-25',
    ownUse: false,
    canObject: true,
    automatedDecisions: true,
    label: 'Public interest',
    sentence: 'A public body needs it for a task that the law has given it.',
  },
  // Data (Use and Access) Act 2025, section 70: needs no balancing test, but still necessity. What a public body needs for its task may be given
  // only when it asks and says so, never ahead of that: the requirement `public-body-asked` holds to that.
  'recognised-legitimate-interests': {
    article: 'UK GDPR Article 6(1)(ea)',
    from: '2026-02-05',
    ownUse: true,
    canObject: true,
    automatedDecisions: false,
    label: 'Recognised legitimate interests',
    sentence: 'Parliament has listed this reason: safety, emergencies, crime, safeguarding, or a public body that asks us. You can object.',
  },
  'public-task': {
    article: 'UK GDPR Article 6(1)(e)',
    from: '2018-05-25',
    ownUse: false,
    canObject: true,
    automatedDecisions: true,
    label: 'Public task',
    sentence: 'It is part of a task that the law has given to a public authority.',
  },
} as const satisfies Record<string, BasisInLaw>
