import type { Circumstance } from '#notice/vocabulary.ts'

/** One sentence of why, the clause of the ledger, and what somebody can do about it. */
export type ReasonWords = { readonly why: string; readonly clause: string; readonly remedy: string }

/** For each circumstance: the words where it is needed and absent. */
export const lacking: Record<Circumstance, ReasonWords> = {
  'identity-verified': {
    why: 'Nobody has checked yet that the person is who they say they are.',
    clause: 'SE2',
    remedy: 'Make an identity check with the person, then ask again.',
  },
  consent: {
    why: 'The person has not agreed to this.',
    clause: 'B2',
    remedy: 'Ask the person for their agreement; nothing happens until they answer.',
  },
  'consent-refused': {
    why: 'No refusal of the person is on record.',
    clause: 'L8',
    remedy: 'Record what the person answered.',
  },
  objection: { why: 'No objection of the person is on record.', clause: 'L5', remedy: 'Record the objection first.' },
  restriction: { why: 'The data is not restricted.', clause: 'P1', remedy: 'Record the restriction first.' },
  'agreement-in-force': {
    why: 'No data sharing agreement with the recipient is in force.',
    clause: 'R11',
    remedy: 'Ask the data protection officer to have an agreement signed, or to renew it.',
  },
  'instruction-in-force': {
    why: 'The recipient has no instruction from us that covers this.',
    clause: 'R12',
    remedy: 'Give a written instruction for this job; access ends with it.',
  },
  'assessment-in-date': {
    why: 'The balancing assessment of this activity is missing, failed, or past its review.',
    clause: 'L5',
    remedy: 'Ask the data protection officer to review the assessment.',
  },
  'registered-with-ico': {
    why: 'The company is not on the ICO’s register as far as we have recorded.',
    clause: 'R2',
    remedy: 'Have its registration number and expiry entered.',
  },
  'legal-reference': {
    why: 'The law, order or case that asks for this is not named.',
    clause: 'L7',
    remedy: 'Enter the provision, order or case reference that asks for the data.',
  },
  'written-request': {
    why: 'There is no written request.',
    clause: 'R9',
    remedy:
      'Ask for the request in writing, with the power relied on, the officer and a reference; or write down why we report it ourselves.',
  },
  'own-report': {
    why: 'Nobody has written down why we report this ourselves.',
    clause: 'R9',
    remedy: 'Write down what crime or harm is reported, and why it is necessary.',
  },
  'emergency-declared': {
    why: 'No emergency has been declared.',
    clause: 'L6',
    remedy: 'If somebody’s life or health is in danger, declare the emergency; it is reviewed afterwards.',
  },
  'incapable-of-consent': {
    why: 'It is not recorded that the person is unable to answer.',
    clause: 'SC7',
    remedy: 'Ask the person, or record why they cannot be asked.',
  },
  'reason-without-consent': {
    why: 'No reason is recorded why the person was not asked for their consent.',
    clause: 'SC8',
    remedy: 'Ask the person. Or record why they cannot answer, cannot reasonably be asked, or why asking would do harm.',
  },
  'person-at-risk': {
    why: 'It is not recorded that the person is at risk.',
    clause: 'SC7',
    remedy: 'Ask the person for explicit consent. Or record what makes you think that they are at risk and cannot protect themselves.',
  },
  'special-category-reason': {
    why: 'This is sensitive, and no reason for seeing it was given.',
    clause: 'SC5',
    remedy: 'Say why you need it; your access is logged.',
  },
  'on-hold': {
    why: 'The item is not on hold.',
    clause: 'TC4',
    remedy: 'Ask a senior manager whether a hold is justified.',
  },
  'private-setting': {
    why: 'It has not been confirmed that nobody else can hear or see this.',
    clause: 'TC9',
    remedy: 'Go where you are alone and confirm it.',
  },
  'own-voice': {
    why: 'You have not said that you are heard on this recording.',
    clause: 'TC7',
    remedy: 'If you are asked for your agreement, say first that it is you.',
  },
  'nobody-identifiable': {
    why: 'People could still be recognised in this.',
    clause: 'SC4',
    remedy: 'Use totals, or a copy in which nobody can be recognised and somebody has checked that.',
  },
  'transfer-mechanism': {
    why: 'Data would leave the United Kingdom and no transfer mechanism is in force.',
    clause: 'T1',
    remedy: 'Ask the data protection officer to record the mechanism in the systems register.',
  },
  'interest-in-property': {
    why: 'The person has shown no interest in this property or area.',
    clause: 'MK3',
    remedy: 'Write only to those who asked about this property or chose its area.',
  },
  'under-18': { why: 'This is only for people under 18.', clause: 'N3', remedy: 'Check the date of birth on record.' },
  'parental-authority': {
    why: 'The person is under 18 and nobody with parental authority has agreed.',
    clause: 'L8',
    remedy: 'Ask a parent or guardian, and record their authority.',
  },
}

/** For each circumstance: the words where it must be absent and is present. */
export const stopping: Record<Circumstance, ReasonWords> = {
  'identity-verified': {
    why: 'This is closed once the person is known.',
    clause: 'SE2',
    remedy: 'Use a way that does not name the person.',
  },
  consent: { why: 'This is closed once the person has agreed.', clause: 'L8', remedy: 'Act on the agreement instead.' },
  'consent-refused': {
    why: 'The person was asked and said no.',
    clause: 'L8',
    remedy: 'Respect the answer; the person can change it at any time.',
  },
  objection: {
    why: 'The person has objected, and the objection stands.',
    clause: 'L5',
    remedy: 'Do without it; the data protection officer can tell you what was decided.',
  },
  restriction: {
    why: 'Use of this person’s data is restricted: it is stored and nothing else.',
    clause: 'P1',
    remedy: 'Wait until the restriction is lifted, or ask the data protection officer.',
  },
  'agreement-in-force': { why: 'An agreement covers this in another way.', clause: 'R11', remedy: 'Share it under the agreement.' },
  'instruction-in-force': { why: 'An instruction covers this in another way.', clause: 'R12', remedy: 'Share it under the instruction.' },
  'assessment-in-date': { why: 'An assessment covers this in another way.', clause: 'L5', remedy: 'Use the activity that was assessed.' },
  'registered-with-ico': { why: 'The recipient answers for its own use.', clause: 'R2', remedy: 'Ask the data protection officer.' },
  'legal-reference': { why: 'A law or an order decides this.', clause: 'L7', remedy: 'Ask the solicitor who deals with the case.' },
  'written-request': { why: 'A written request is being dealt with.', clause: 'R9', remedy: 'Answer through the request.' },
  'own-report': { why: 'We have reported this ourselves.', clause: 'R9', remedy: 'Work with the report.' },
  'emergency-declared': {
    why: 'An emergency is running, and this waits until it is over.',
    clause: 'L6',
    remedy: 'Work in the emergency, or end it first.',
  },
  'incapable-of-consent': {
    why: 'The person cannot answer at present.',
    clause: 'SC7',
    remedy: 'Ask whoever has authority to act for the person.',
  },
  'reason-without-consent': {
    why: 'This is not done without asking the person.',
    clause: 'SC8',
    remedy: 'Ask the person for their consent.',
  },
  'person-at-risk': {
    why: 'The person is at risk.',
    clause: 'SC7',
    remedy: 'Speak with the safeguarding lead first.',
  },
  'special-category-reason': {
    why: 'Sensitive data is not opened here.',
    clause: 'SC5',
    remedy: 'Use the activity that the reason belongs to.',
  },
  'on-hold': {
    why: 'This is on hold for a recorded reason, and is closed until the hold ends.',
    clause: 'TC4',
    remedy: 'Only a senior manager can open it now.',
  },
  'private-setting': { why: 'This is done in the open only.', clause: 'TC9', remedy: 'Do it with others present.' },
  'own-voice': { why: 'You are heard on this recording yourself.', clause: 'TC7', remedy: 'Ask a colleague who is not heard on it.' },
  'nobody-identifiable': { why: 'Nobody can be recognised in this copy.', clause: 'SC4', remedy: 'Use the original, if you may.' },
  'transfer-mechanism': {
    why: 'This may not leave the United Kingdom at all.',
    clause: 'T1',
    remedy: 'Use a system in the United Kingdom.',
  },
  'interest-in-property': { why: 'The person is dealing with us about a property.', clause: 'MK3', remedy: 'Speak with the sales team.' },
  'under-18': { why: 'This is not for anyone under 18.', clause: 'N3', remedy: 'Ask a team leader how to go on.' },
  'parental-authority': { why: 'A parent or guardian acts for the person.', clause: 'S4', remedy: 'Speak with them instead.' },
}
