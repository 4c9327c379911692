import { field, optional, part, recordType } from '#gate/record-type.ts'

/** A home, block, estate or garage, with its patch and housing officer. It is about no person and outlives every tenure. */
export const asset = recordType({
  name: 'asset',
  title: { one: 'Home', many: 'Homes' },
  subject: 'none',
  category: 'tenure',
  fields: {
    assetType: field('text', 'tenure', 'Kind'),
    address: field('text', 'tenure', 'Address'),
    postcode: optional('text', 'tenure', 'Postcode'),
    uprn: optional('text', 'tenure', 'Property number (UPRN)'),
    patch: optional('text', 'tenure', 'Patch'),
    housingOfficer: optional('text', 'tenure', 'Housing officer'),
  },
})

export const homes = part(asset, 'tenure')
