import { expect, test } from 'vitest'
import { field, optional, sealed } from '#gate/field.ts'
import { type RecordType, recordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'

const begun = field('date', 'tenure', 'Begun')
const badge = {
  name: 'badge',
  title: { one: 'Badge', many: 'Badges' },
  tie: ties.person.about,
  category: 'tenure',
  usual: 'tenancy-management',
  fields: { begun, note: sealed('tenure', 'Note') },
} as const satisfies RecordType

test.each<[string, Partial<RecordType>]>([
  ['`begin`', { fields: { begun, ended: optional('date', 'tenure', 'Ended', { notBefore: 'begin' }) } }],
  ['`kind`', { fields: { begun, item: optional('uuid', 'tenure', 'Item', { itemOf: 'kind' }) } }],
  ['`whose`', { fields: { begun, note: sealed('tenure', 'Note', { saidToBe: ['whose'] }) } }],
  ['`at`', { onRecord: { position: 1, newestFirst: 'at' } }],
  ['`words`', { onRecord: { position: 1, timeline: { title: 'begun', meta: [], body: 'words' } } }],
])('a record type that speaks of a field %s that it does not have is a fault at the start', (name, wrong) => {
  expect(() => recordType({ ...badge, ...wrong })).toThrow(
    expect.objectContaining({ code: 'field-not-declared', message: expect.stringContaining(name) }),
  )
})

test('a text that is neither sealed nor says why it need not be is a fault at the start, which says what to do', () => {
  const plain = { ...begun, kind: 'text' } as const
  expect(() => recordType({ ...badge, fields: { plain } })).toThrow(
    expect.objectContaining({ code: 'text-not-sealed', message: expect.stringMatching(/`badge`.*`plain`.*`sealed`/) }),
  )
})

test('one that speaks of its own fields is taken as it is', () => {
  const declared = { ...badge, fields: { begun, ended: optional('date', 'tenure', 'Ended', { notBefore: 'begun' }) } }
  expect(recordType(declared)).toBe(declared)
})
