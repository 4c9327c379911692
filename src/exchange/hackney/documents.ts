import { z } from 'zod'
import type { IsNoDate } from '../no-date.ts'
import { dateOrNone, id, text } from './plain-fields.ts'

/**
 * The fields of the three kinds of documents that are understood (docs/import.md). The shapes are strict: a document with another field that is not
 * empty is refused, so nothing is dropped silently. `notTaken` fields are known and not stored, because nothing the notice does needs them (P3) or
 * because they repeat another document; the report counts them.
 */

const name = text(100)
const reference = text(100)
const left = z.unknown().optional()

export const personNotTaken = ['placeOfBirth', 'personTypes'] as const
export const personDocument = (isNone: IsNoDate) =>
  z.strictObject({
    id,
    title: text(40).optional(),
    firstname: name.optional(),
    middleName: name.optional(),
    surname: name.optional(),
    preferredTitle: text(40).optional(),
    preferredFirstname: name.optional(),
    preferredMiddleName: name.optional(),
    preferredSurname: name.optional(),
    dateOfBirth: dateOrNone(isNone).optional(),
    placeOfBirth: left,
    personTypes: z.array(text(60)).max(20).optional(),
    tenures: z
      .array(
        z.strictObject({
          id,
          // The rest of an entry repeats the tenure's own document.
          paymentReference: left,
          type: left,
          startDate: left,
          endDate: left,
          assetFullAddress: left,
          postCode: left,
          uprn: left,
          propertyReference: left,
          assetId: left,
        }),
      )
      .max(200, 'names more than 200 tenures')
      .optional(),
  })

export const tenureNotTaken = ['isActive'] as const
export const tenureDocument = (isNone: IsNoDate) =>
  z.strictObject({
    id,
    paymentReference: reference.optional(),
    startOfTenureDate: dateOrNone(isNone).optional(),
    endOfTenureDate: dateOrNone(isNone).optional(),
    isActive: z.boolean('is neither true nor false').optional(),
    tenureType: z.strictObject({ description: text(100), code: left }, 'is missing'),
    tenuredAsset: z.strictObject({ id, fullAddress: left, uprn: left, propertyReference: left, type: left }).optional(),
    householdMembers: z
      .array(
        z.strictObject({
          id,
          fullName: text(300),
          isResponsible: z.boolean('is neither true nor false').optional(),
          dateOfBirth: dateOrNone(isNone).optional(),
          personTenureType: text(60).optional(),
          type: left,
        }),
      )
      .max(200, 'names more than 200 people')
      .optional(),
  })

export const assetNotTaken = ['assetId', 'tenure', 'assetCharacteristics'] as const
export const assetDocument = z.strictObject({
  id,
  assetId: left,
  assetType: text(60),
  tenure: left,
  assetAddress: z.strictObject(
    {
      uprn: reference.optional(),
      postPreamble: text(200).optional(),
      addressLine1: text(200).optional(),
      addressLine2: text(200).optional(),
      addressLine3: text(200).optional(),
      addressLine4: text(200).optional(),
      postCode: text(20).optional(),
    },
    'is missing',
  ),
  assetCharacteristics: left,
})

export type PersonDocument = z.infer<ReturnType<typeof personDocument>>
export type TenureDocument = z.infer<ReturnType<typeof tenureDocument>>
export type AssetDocument = z.infer<typeof assetDocument>
