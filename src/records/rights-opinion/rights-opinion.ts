import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { belongsToRequest } from '../rights-request/belongs-to-request.ts'
import { workingPaper } from '../rights-request/working-paper.ts'

/**
 * What a health professional answered when asked whether giving somebody the data about their health would be likely to do serious harm (Data
 * Protection Act 2018, Schedule 3, paragraph 6). It counts for six months from the day it was given.
 */
export const rightsOpinion = recordType({
  name: 'rights-opinion',
  title: { one: 'Opinion of a health professional', many: 'Opinions of health professionals' },
  ...belongsToRequest,
  notSearched: workingPaper,
  table: { indexes: { of_request: '(rights_request_id)' } },
  fields: {
    rightsRequestId: field('uuid', 'documents', 'Request'),
    professional: sealed('documents', 'Who gave it', {
      owner: 'third-party',
      needed: true,
      asked: { question: 'Who gave the opinion?', hint: 'The name of the health professional.', missing: 'Enter who gave it', most: 100 },
    }),
    profession: sealed('documents', 'Their profession', {
      needed: true,
      asked: {
        question: 'What is their profession?',
        hint: 'Whoever was last responsible for the person’s care, or has the experience to answer: such as a general practitioner.',
        missing: 'Enter their profession',
        most: 100,
      },
    }),
    asked: sealed('documents', 'What was asked', {
      owner: 'may-name-others',
      needed: true,
      asked: { question: 'What were they asked?', missing: 'Enter what they were asked', most: 1000, rows: 3 },
    }),
    givenOn: field('date', 'documents', 'Given', {
      happened: true,
      asked: {
        question: 'On which day did they answer?',
        hint: 'It counts for six months from that day.',
        missing: 'Enter the day on which they answered',
      },
    }),
    answer: field('text', 'documents', 'Answer', {
      oneOf: { 'not-likely': 'Serious harm is not likely', likely: 'Serious harm is likely' },
      asked: { question: 'What did they answer?', missing: 'Choose what they answered' },
    }),
    validUntil: field('date', 'documents', 'Counts until'),
    closedOn: optional('date', 'documents', 'Request closed', { empty: 'Still open', happened: true, dates: ['case-closed'] }),
  },
})

export const rightsOpinions = part(rightsOpinion, 'documents')
