/** A way of reaching somebody with advertising, each with a rule of its own. */
export type Channel = 'email' | 'sms' | 'live-call' | 'automated-call' | 'post'

/** What is known of somebody, for one channel. */
export type MarketingFacts = {
  readonly consent: boolean
  /** They objected, or are on the landlord's own list of those not to be contacted. */
  readonly objected: boolean
  /** They gave the details while asking about this very home, and could say no then and in each message. */
  readonly askedAboutThis: boolean
  /** The number is on the preference service's list, screened at most 28 days ago; null where nobody has screened it. */
  readonly onPreferenceList: boolean | null
}

/** The rules by channel: Privacy and Electronic Communications Regulations 2003, and UK GDPR Article 21(2) for post. */
export const channelsInLaw = {
  email: { cite: 'PECR regulation 22', may: ({ consent, askedAboutThis }) => consent || askedAboutThis },
  sms: { cite: 'PECR regulation 22', may: ({ consent, askedAboutThis }) => consent || askedAboutThis },
  // A person's own consent to calls counts more than their entry on the list.
  'live-call': { cite: 'PECR regulation 21', may: ({ consent, onPreferenceList }) => consent || onPreferenceList === false },
  'automated-call': { cite: 'PECR regulation 19', may: ({ consent }) => consent },
  post: { cite: 'UK GDPR Article 21(2)', may: () => true },
} as const satisfies Record<Channel, { readonly cite: string; readonly may: (facts: MarketingFacts) => boolean }>

/** Whether somebody may be sent advertising by the channel. An objection always wins. */
export function mayAdvertise(channel: Channel, facts: MarketingFacts): boolean {
  return !facts.objected && channelsInLaw[channel].may(facts)
}
