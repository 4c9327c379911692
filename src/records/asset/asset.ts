import { field, optional } from '#gate/field.ts'
import { part } from '#gate/record-part.ts'
import { recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

/** A home, block, estate or garage, with its patch and its housing officer. It is about no person, and outlives every tenure. */
export const asset = recordType({
  name: 'asset',
  title: { one: 'Home', many: 'Homes' },
  tie: ties.home,
  category: 'tenure',
  usual: 'tenancy-management',
  onRecord: { heading: 'Home', position: 4 },
  table: {
    indexes: {
      postcode: '(postcode)',
      address_trigrams: "using gin (lower(address || ' ' || coalesce(postcode, '')) gin_trgm_ops)",
    },
  },
  fields: {
    assetType: field('text', 'tenure', 'Kind', { plain: 'code', words: 'as-stored' }),
    address: field('text', 'tenure', 'Address', { plain: 'name' }),
    postcode: optional('text', 'tenure', 'Postcode', { plain: 'name' }),
    uprn: optional('text', 'tenure', 'Property number (UPRN)', { plain: 'code' }),
    patch: optional('text', 'tenure', 'Patch', { plain: 'code' }),
    housingOfficer: optional('text', 'tenure', 'Housing officer', { plain: 'colleague' }),
  },
})

export const homes = part(asset, 'tenure')
