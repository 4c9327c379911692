import { field, optional, sealed } from '#gate/field.ts'
import { part, plainPart } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/**
 * Somebody uses a right over their data, such as asking for a copy of it (A1): who asked, when and how, for whom, what has happened since, and how
 * it ended. It has a key of its own. Whoever asks need not be on file.
 */
export const rightsRequest = recordType({
  name: 'rights-request',
  title: { one: 'Request', many: 'Requests about your data' },
  tie: ties.request.itself,
  category: 'documents',
  usual: 'rights-requests',
  only: ['rights-requests'],
  // A hold on everything about somebody must not hide their own request from the colleagues who answer it.
  keeps: true,
  matters: ofMatters,
  table: {
    // In the order of the work list.
    indexes: { open: '(activity, collected_at, id) where clock_from is null', of_person: '(of_person) where of_person is not null' },
    constraints: { rights_request_reference_key: 'unique (reference)' },
  },
  fields: {
    reference: field('text', 'documents', 'Reference', { plain: 'code' }),
    rightUsed: field('text', 'documents', 'What they ask for', { oneOf: { access: 'A copy of what we hold' } }),
    receivedOn: field('date', 'documents', 'Received', {
      happened: true,
      asked: {
        question: 'When did we receive it?',
        hint: 'The day any colleague received it, at a weekend too. The time to answer runs from then.',
        missing: 'Enter the date we received it, such as 31 3 2026',
      },
    }),
    cameBy: field('text', 'documents', 'How it came', {
      oneOf: {
        letter: 'A letter',
        'e-mail': 'An e-mail',
        telephone: 'A telephone call',
        'in-person': 'In person',
        website: 'Our website',
        'social-media': 'Social media',
      },
      asked: { question: 'How did it come?', missing: 'Choose how it came' },
    }),
    askedBy: field('text', 'documents', 'Who asks', {
      oneOf: {
        themselves: 'The person themselves',
        child: 'A child, for themselves',
        parent: 'A parent, for their child',
        representative: 'Somebody whom they asked to act for them',
        attorney: 'An attorney or a deputy',
      },
      asked: {
        question: 'Who is asking?',
        missing: 'Choose who is asking',
        hints: {
          child: 'The right is the child’s. The answer goes to the child, and no parent is told.',
          parent: 'Only if the child agrees, or cannot understand and it is good for them.',
          representative: 'Ask for their written authority.',
          attorney: 'Ask for the instrument, and check what it covers.',
        },
      },
    }),
    /** Of whoever asks. */
    name: sealed('personal-details', 'Name', {
      needed: true,
      asked: { question: 'What is their name?', missing: 'Enter their name', most: 100 },
    }),
    contact: sealed('contact-details', 'How to reach them', {
      needed: true,
      asked: {
        question: 'How can we reach them?',
        hint: 'The address, e-mail address or telephone number that they gave.',
        missing: 'Enter how we can reach them',
        most: 200,
        rows: 2,
      },
    }),
    words: sealed('documents', 'What they wrote or said', {
      owner: 'own-words',
      needed: true,
      asked: { question: 'What did they ask for?', hint: 'In their own words.', missing: 'Enter what they asked for', most: 4000, rows: 5 },
    }),
    otherNames: sealed('personal-details', 'Other names they have had', {
      asked: { hint: 'Names before a marriage, nicknames, other spellings.', most: 200 },
    }),
    /** Of somebody who is not on file: what they are searched by, beside their names. */
    homesGiven: sealed('contact-details', 'Addresses that they gave', {
      asked: { hint: 'Where they live, and where they lived before: one address on each line, with its postcode.', most: 1000, rows: 4 },
    }),
    numbersGiven: sealed('contact-details', 'Numbers that they gave', {
      asked: { hint: 'Telephone numbers, e-mail addresses and payment references: one on each line.', most: 500, rows: 3 },
    }),
    authority: sealed('documents', 'What shows that they may ask', {
      owner: 'may-name-others',
      asked: { hint: 'Where somebody asks for another person: which paper, of when, and what it covers.', most: 500, rows: 2 },
    }),
    /** Whose data it is about, once that is known. */
    ofPerson: optional('uuid', 'documents', 'Whose data', { owner: 'machine' }),
    /** What has happened, in order (src/duties/rights/steps.ts): days, colleagues, and no words. */
    steps: sealed('documents', 'What has happened', { owner: 'machine' }),
    /** By the steps so far (src/duties/rights/clock.ts), readable without them, so that what is overdue is counted without opening anything. */
    answerBy: optional('date', 'documents', 'Answer by', { empty: 'The time waits for something that was asked for' }),
    notes: sealed('documents', 'Notes', { owner: 'may-name-others', asked: { question: 'Add a note', most: 2000, rows: 3 } }),
    /** How the answer is to reach them, as they agreed it. */
    sendBy: optional('text', 'documents', 'How to send the answer', {
      oneOf: {
        'e-mail': 'Encrypted, by e-mail',
        page: 'Encrypted, from a page on our site',
        post: 'On paper, by post',
        'in-person': 'Handed over in person',
      },
      asked: { question: 'How do they want the answer?', missing: 'Choose how they want the answer' },
    }),
    /** The contact detail that it goes to; empty for what they gave as they asked. */
    sendTo: optional('uuid', 'documents', 'Where to send the answer', { owner: 'machine' }),
    othersThere: sealed('documents', 'Who else reads what comes there', {
      owner: 'third-party',
      asked: {
        question: 'Who else opens post, or reads messages, there?',
        hint: 'Ask every time. Write “nobody”, or who, and why they want it sent there all the same.',
        missing: 'Enter who else reads what comes there, or “nobody”',
        most: 500,
        rows: 2,
      },
    }),
    sendAgreedAt: optional('instant', 'documents', 'Agreed how to send it', { happened: true }),
    /** Another request that it belongs with. */
    linkedTo: optional('uuid', 'documents', 'Belongs with', { owner: 'machine' }),
    linkedAs: optional('text', 'documents', 'How they belong together', {
      oneOf: {
        duplicate: 'The same request again',
        reopens: 'Goes on from an earlier request',
        joint: 'Another person of the same home asks too',
      },
    }),
    outcome: optional('text', 'documents', 'How it ended', {
      oneOf: {
        answered: 'Answered',
        'nothing-held': 'Answered: nothing is held',
        refused: 'Refused',
        withdrawn: 'They withdrew it',
        joined: 'Answered with another request',
      },
    }),
    closedOn: optional('date', 'documents', 'Closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
  },
})

/** The request without who asks: what has happened, and what is due. */
export const rightsRequests = part(rightsRequest, 'documents')
export const rightsRequesters = part(rightsRequest, 'personal-details')
export const rightsContacts = part(rightsRequest, 'contact-details')
/** Its reference and days. Nothing is unsealed for this. */
export const rightsRequestPlain = plainPart(rightsRequest, 'documents')
