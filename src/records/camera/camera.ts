import { field, optional, sealed } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/**
 * One camera in the register (CV1), with what the two commissioners' codes ask for: where it is and why, the assessment and when that has
 * to be reviewed, and how people are told. It is about no person; its key also seals its footage.
 */
export const camera = recordType({
  name: 'camera',
  title: { one: 'Camera', many: 'Cameras' },
  tie: ties.place.itself,
  category: 'cctv-footage',
  usual: 'cctv',
  table: {
    indexes: { postcode: "(upper(replace(postcode, ' ', '')))" },
    constraints: {
      camera_reference_key: 'unique (reference)',
      camera_reviewed_after_assessed: 'check (assessment_review_on >= assessed_on)',
    },
  },
  counted: ['assessedOn', 'reviewOn', 'removedOn'],
  fields: {
    /** The recorder's name for it. */
    reference: field('text', 'cctv-footage', 'Reference', {
      plain: 'code',
      asked: { hint: 'As on its recorder.', missing: 'Enter the recorder’s reference' },
    }),
    name: sealed('cctv-footage', 'Name', { needed: true, asked: { hint: 'For example “Main entrance”.' } }),
    site: sealed('cctv-footage', 'Place', { needed: true, asked: { hint: 'The block, estate or office.' } }),
    postcode: optional('text', 'cctv-footage', 'Postcode', {
      plain: 'name',
      asked: { hint: 'Residents at this postcode are told about the camera when they ask for a copy of their data.' },
    }),
    assetId: optional('uuid', 'cctv-footage', 'Home or block'),
    purpose: sealed('cctv-footage', 'Purpose', {
      needed: true,
      asked: { hint: 'What has happened there, and why less intrusive measures are not enough.' },
    }),
    signs: sealed('cctv-footage', 'Signs', {
      needed: true,
      asked: { hint: 'Where signs tell people about the camera.', missing: 'Enter where the signs are' },
    }),
    assessedOn: optional('date', 'cctv-footage', 'Assessed', {
      empty: 'Not yet',
      happened: true,
      asked: { question: 'When was it assessed?' },
    }),
    assessment: sealed('cctv-footage', 'Assessment', { empty: 'Not recorded', asked: { hint: 'What it found, and where it is filed.' } }),
    assessmentReviewOn: optional('date', 'cctv-footage', 'Next assessment review', {
      empty: 'No date set',
      notBefore: 'assessedOn',
      asked: { question: 'When is the assessment due for review?', early: 'Enter a date after it was assessed' },
    }),
    reviewOn: field('date', 'cctv-footage', 'Next camera review', {
      asked: { question: 'When is the camera due for review?', missing: 'Enter when the camera is due for review' },
    }),
    removedOn: optional('date', 'cctv-footage', 'Taken down', { happened: true, asked: { question: 'When was it taken down?' } }),
  },
})

export const cameras = part(camera, 'cctv-footage')
