import { describe, expect, test } from 'vitest'
import { ties } from '#gate/ties/ties.ts'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { hold } from '#records/hold/hold.ts'
import { objection } from '#records/objection/objection.ts'
import { rentEntry } from '#records/rent-entry/rent-entry.ts'
import { rightsFind } from '#records/rights-find/rights-find.ts'
import { tenure } from '#records/tenure/tenure.ts'
import { isWord, storedWords, wordOf } from '#records/words-of.ts'

const everyField = everyRecordType.flatMap((type) => Object.entries(type.fields).map(([name, field]) => ({ type, name, field })))

describe('what is said for a stored word', () => {
  test.each([
    [contactDetail.fields.contactType, 'phone', 'Telephone'],
    [contactLog.fields.channel, 'e-mail', 'E-mail'],
    [contactLog.fields.direction, 'in', 'Incoming'],
    [rentEntry.fields.kind, 'service-charge', 'Service charge'],
    [rentEntry.fields.kind, 'in', 'In'],
    [tenure.fields.tenureType, 'Non-secure', 'Non-secure'],
    [tenure.fields.tenureType, 'toString', 'ToString'],
    [hold.fields.reason, 'legal-claim', 'A legal claim was made, or is likely'],
    [hold.fields.reason, 'other-claim', 'Other claim'],
    [objection.fields.decision, 'refused', 'Not upheld'],
  ] as const)('is what its own field says: %#', (field, stored, said) => {
    expect(wordOf(field, stored)).toBe(said)
  })

  test('is never the code, for any word of any closed list', () => {
    const listed = everyField.filter(({ field }) => typeof field.limits.oneOf === 'object')
    expect(listed.length).toBeGreaterThan(5)
    for (const { type, name, field } of listed)
      for (const stored of storedWords(field.limits.oneOf ?? {})) {
        expect(isWord(field)).toBe(true)
        expect(wordOf(field, stored), `${type.name}.${name}`).toMatch(/^[A-Z][^_]*$/)
      }
  })

  test('leaves alone what somebody wrote', () => {
    expect(isWord(objection.fields.reason)).toBe(false)
    expect(isWord(contactLog.fields.summary)).toBe(false)
  })
})

test('every field is called something by colleagues and by the customer, and no two of a record the same', () => {
  for (const { fields, name } of everyRecordType)
    for (const who of ['colleague', 'customer'] as const) {
      const labels = Object.values(fields).flatMap((field) => (field.kind === 'uuid' ? [] : [field.label[who]]))
      expect(new Set(labels).size, `${name} to the ${who}`).toBe(labels.length)
      expect(labels).not.toContain('')
    }
})

test('what came without a person, and what is noted while a request is answered, says why no search by person finds it, and nothing else does', () => {
  for (const type of everyRecordType) {
    const { name, tie, notSearched } = type
    // A text that was found for a request is part of what is held about the person, and no working paper.
    const isPaper = tie === ties.request.about && type !== rightsFind
    expect(notSearched !== undefined, name).toBe(tie.searched === 'never' || isPaper)
  }
})
