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
  fields: {
    /** The recorder's name for it. */
    reference: field('text', 'cctv-footage', 'Reference', { plain: 'code' }),
    name: sealed('cctv-footage', 'Name', { needed: true }),
    site: sealed('cctv-footage', 'Place', { needed: true }),
    postcode: optional('text', 'cctv-footage', 'Postcode', { plain: 'name' }),
    assetId: optional('uuid', 'cctv-footage', 'Home or block'),
    purpose: sealed('cctv-footage', 'Purpose', { needed: true }),
    signs: sealed('cctv-footage', 'Signs', { needed: true }),
    assessedOn: optional('date', 'cctv-footage', 'Assessed', { empty: 'Not yet', happened: true }),
    assessment: sealed('cctv-footage', 'Assessment', { empty: 'Not recorded' }),
    assessmentReviewOn: optional('date', 'cctv-footage', 'Next assessment review', { empty: 'No date set', notBefore: 'assessedOn' }),
    reviewOn: field('date', 'cctv-footage', 'Next camera review'),
    removedOn: optional('date', 'cctv-footage', 'Taken down', { happened: true }),
  },
})

export const cameras = part(camera, 'cctv-footage')
