import { field, optional, part, recordType } from '#gate/record-type.ts'

/**
 * One camera of the register (CV1), as the two commissioners' codes ask: where and why it stands, what was weighed and when that has to be
 * done again, and how people are told. It is about no person, and has the key of what it films.
 */
export const camera = recordType({
  name: 'camera',
  title: { one: 'Camera', many: 'Cameras' },
  subject: 'place',
  category: 'cctv-footage',
  fields: {
    /** What its recorder calls it. */
    reference: field('text', 'cctv-footage', 'Reference'),
    name: field('text', 'cctv-footage', 'Name'),
    site: field('text', 'cctv-footage', 'Place'),
    postcode: optional('text', 'cctv-footage', 'Postcode'),
    assetId: optional('uuid', 'cctv-footage', 'Home or block'),
    purpose: field('text', 'cctv-footage', 'Purpose'),
    signs: field('text', 'cctv-footage', 'Signs'),
    assessedOn: optional('date', 'cctv-footage', 'Assessed', { happened: true }),
    assessment: optional('text', 'cctv-footage', 'Assessment'),
    assessmentReviewOn: optional('date', 'cctv-footage', 'Assessment to be reviewed', { notBefore: 'assessedOn' }),
    reviewOn: field('date', 'cctv-footage', 'Camera to be reviewed'),
    removedOn: optional('date', 'cctv-footage', 'Taken down', { happened: true }),
  },
})

export const cameras = part(camera, 'cctv-footage')
