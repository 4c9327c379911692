/**
 * What law says today about a subject on which notices written before may say something else. `from`: the day since which it is so. `confirm`: what
 * a landlord has to decide because of it. That is for the landlord's own list, not for the public.
 */
export type LawToday = { readonly from: string; readonly says: string; readonly cite: string; readonly confirm?: string }

/** In the order in which they are shown where several stand together. */
export const lawToday = {
  commission: {
    from: '2026-09-30',
    says: 'The Information Commission has taken the place of the Information Commissioner. It is still called the ICO, and you reach it in the same ways.',
    cite: 'Data (Use and Access) Act 2025, sections 118 and 119',
  },
  'camera-commissioner': {
    from: '2021-03-01',
    says: 'The Surveillance Camera Commissioner and the Biometrics Commissioner are one: the Biometrics and Surveillance Camera Commissioner. The code for cameras binds the police and councils. A housing association follows it by choice.',
    cite: 'Protection of Freedoms Act 2012, sections 20 and 34; the code as revised in 2022',
  },
  'recognised-interests': {
    from: '2026-02-05',
    says: 'The law has one more reason, called recognised legitimate interests. It is for emergencies, crime, protecting people at risk, and a public body that asks for what its work needs. This edition does not rest on it.',
    cite: 'UK GDPR Article 6(1)(ea)',
  },
  'criminal-allegations': {
    from: '2018-05-25',
    says: 'The law protects more than convictions. What is said about somebody who is accused of a crime is protected in the same way, and so is what happens in court. Some reports of anti-social behaviour are of that kind. We may use such facts only on a condition that the law sets.',
    cite: 'UK GDPR Article 10; Data Protection Act 2018, section 11(2)',
  },
  complaint: {
    from: '2026-06-19',
    says: 'You can complain to us about how we use your data. We must tell you within 30 days that we have your complaint, look into it and tell you what came of it. You can also complain to the Information Commission, or go to court.',
    cite: 'Data Protection Act 2018, sections 164A, 165 and 167',
  },
  'ordinary-support': {
    from: '2018-05-25',
    says: 'The law lets us use facts about your health or your needs without asking you if you are at risk and cannot protect yourself. For other help it wants confidential advice or support, with a reason why we did not ask, or your explicit consent.',
    cite: 'Data Protection Act 2018, Schedule 1, paragraphs 17 to 19',
    confirm:
      'confirm the condition for ordinary support: Schedule 1 paragraph 17, paragraph 2 where care staff do it, paragraph 6, or explicit consent',
  },
  'equality-figures': {
    from: '2018-05-25',
    says: 'No law tells a housing association to ask each person these questions. Today the law points to a legitimate interest, weighed against yours, and to the condition for equality of opportunity. You can ask us in writing to stop.',
    confirm: 'rest equality monitoring on legitimate interests with Schedule 1 paragraph 8, and adopt a balancing assessment for it',
    cite: 'UK GDPR Article 6(1)(f); Data Protection Act 2018, Schedule 1, paragraph 8',
  },
  'lettings-figures': {
    from: '2026-02-05',
    says: 'The government collects a record of each new letting and sale for a public task of its own. That task is not ours. We give what it asks for on a recognised legitimate interest, or on a legitimate interest weighed against yours.',
    confirm:
      'choose the basis for the record of lettings and sales (CORE): recognised legitimate interests on the ministry’s stated request, or legitimate interests',
    cite: 'UK GDPR Article 6(1)(ea) and (f)',
  },
  'shares-for-the-public-interest': {
    from: '2026-02-05',
    says: 'A housing association is not a public body. When it shares to protect somebody from harm, the law today names a recognised legitimate interest, a life that depends on it, or a duty in law.',
    confirm:
      'choose, for each sharing on `public-interest`, the basis of today: recognised legitimate interests, vital interests or a legal obligation',
    cite: 'UK GDPR Article 6(1)(c), (d) and (ea)',
  },
  'council-tax': {
    from: '1992-04-01',
    says: 'If the council asks in writing who must pay council tax, the law says that we must answer what we know, within 21 days. It does not ask for the address that you move to. Telling the council before it asks is a choice of ours, and you can object to it.',
    cite: 'Council Tax (Administration and Enforcement) Regulations 1992, regulation 12',
  },
  'tenancy-references': {
    from: '2018-05-25',
    says: 'A reference about your tenancy is not secret under the law. You can ask to see it. What it says about other people is protected.',
    cite: 'Data Protection Act 2018, Schedule 2, paragraph 24',
  },
  marketing: {
    from: '2003-12-11',
    says: 'The law treats each way of reaching you by itself. For email and text we need your consent, or you asked us about that home and did not say no. A recorded call needs your consent. Before a call by a person we check that you are not on the list of numbers that may not be called. Post stops when you object.',
    cite: 'Privacy and Electronic Communications Regulations 2003, regulations 19, 21 and 22; UK GDPR Article 21(2)',
    confirm:
      'choose, for email and text about a home, between consent and the law’s exception for those who asked about it; say who screens numbers before a call by a person',
  },
} as const satisfies Record<string, LawToday>
