import type { AnsweredRequest } from '#duties/rights/answer/tools.ts'
import type { PackEnding } from '#duties/subject-access/gather.ts'
import type { Edition } from '#notice/edition.ts'
import type { TextPart } from './about.ts'

/** What a letter to somebody who is not on file says of the search: that nothing is held, or how much was found elsewhere. */
export function searchByName({ items }: Pick<PackEnding, 'items'>, { isOwn, name }: Pick<AnsweredRequest, 'isOwn' | 'name'>): string {
  const total = Object.values(items).reduce((sum, each) => sum + each, 0)
  const whom = isOwn ? 'you' : `the person for whom ${name} asks`
  const how =
    'We searched our own records by the names, addresses and numbers that we were given, and asked the people who run each other system for us. What each of them answered stands near the end.'
  if (total > 0)
    return `We have no record of ${whom}. We found ${total} ${total === 1 ? 'text' : 'texts'} about ${whom} elsewhere, and give what we may of it here. ${how}`
  return `We hold nothing about ${whom}, but the request itself and what we noted to answer it. ${how}`
}

/** The table of kinds of record is about a record: where there is none, the certificate alone says what was searched. */
export function searchedIn({ searched }: Pick<PackEnding, 'searched'>, answers: AnsweredRequest | undefined): PackEnding['searched'] {
  return answers?.isOnFile === false ? [] : searched
}

/** What whoever is not on file can tell for another look. */
export function lookAgain({ landlord }: Pick<Edition, 'landlord'>): TextPart {
  const { team, email, phone } = landlord.contacts.dataProtection
  return {
    heading: 'If you want us to look again',
    lines: [`Tell our ${team} more: ${email}, ${phone}. We then look again, free of charge. These help us most:`],
    list: [
      'Every other name that you use or have used, and how else it is spelled.',
      'Each address where you live or lived, with the years.',
      'Telephone numbers and e-mail addresses that you have used with us.',
      'A payment reference, or the reference of a letter, a repair or a complaint.',
      'The name of whoever held the home, if you lived with somebody else.',
      'When and how you were in touch with us, such as a call, or a visit to an office.',
    ],
  }
}
