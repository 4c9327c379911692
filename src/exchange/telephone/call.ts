import { z } from 'zod'
import { plainNumber } from '../telephone-number.ts'

/** Where one segment of a call took place. */
export const destinations = ['queue', 'colleague', 'outside', 'mobile'] as const

const segment = z.strictObject({
  to: z.enum(destinations),
  /** Seconds from the beginning of the call. */
  from: z.int().min(0).max(86_400),
  until: z.int().min(1).max(86_400),
  recorded: z.boolean(),
})
export type Segment = z.infer<typeof segment>

/** Digits of any script, with the punctuation that people and telephone systems put between them, and an extension. */
const callingNumber = z
  .string()
  .max(60)
  .transform(plainNumber)
  .refine(
    (number) =>
      /^\+?[\p{Nd}\s().,/\u2010-\u2015\u2212-]{3,40}(\s*(extension|extn|ext|x|#)[\s.:]*\p{Nd}{1,6})?$/iu.test(number) &&
      /\p{Nd}{2}/u.test(number),
    {
      message: 'a number has digits, and may have + ( ) . / - and spaces between them, and an extension',
    },
  )

/** A call that begins to ring, as a telephone system reports it (docs/telephony.md). */
export const arrivalShape = z.strictObject({
  /** The telephone system's own id of the call, which its recording will have too. */
  reference: z.string().trim().min(1).max(100),
  /** The extension that rings. */
  line: z.string().trim().min(1).max(40),
  /** Absent where it is withheld. */
  callingNumber: callingNumber.optional(),
})
export type Arrival = z.infer<typeof arrivalShape>

/** Call data as a telephone system sends it (docs/telephony.md). */
export const callShape = z
  .strictObject({
    /** The telephone system's own id of the call: the same call sent twice is stored once. */
    reference: z.string().trim().min(1).max(200),
    direction: z.enum(['in', 'out']),
    startedAt: z.iso.datetime({ offset: true }),
    seconds: z.int().min(0).max(86_400),
    /** The id of the person it was with, where the telephone system was told; else the person on file with the number. */
    person: z.uuid().optional(),
    callingNumber: callingNumber.optional(),
    colleague: z.string().trim().min(1).max(200).optional(),
    /** The id of the contact noted for the call. */
    contact: z.uuid().optional(),
    /** Where the call went, in order (TC5). */
    segments: z.array(segment).min(1).max(100).optional(),
  })
  .refine(({ segments = [], seconds }) => inOrderWithin(segments, seconds), { path: ['segments'] })
export type Call = z.infer<typeof callShape>

/** Whether each stretch has a length, begins when the one before it has ended or later, and ends within the call. */
export function inOrderWithin(segments: readonly Segment[], seconds: number): boolean {
  return segments.every(({ from, until }, index) => from >= endBefore(segments, index) && until > from && until <= seconds)
}

function endBefore(segments: readonly Segment[], index: number): number {
  return segments[index - 1]?.until ?? 0
}

/** Whether a stretch is said to be recorded that never is: one passed on to a mobile (TC5). */
export function neverRecorded({ to, recorded }: Segment): boolean {
  return to === 'mobile' && recorded
}

/** How many seconds of sound there can be; undefined where the telephone system does not say. */
export function recordedSeconds({ segments }: { readonly segments?: readonly Segment[] | undefined }): number | undefined {
  return segments?.filter(({ recorded }) => recorded).reduce((sum, { from, until }) => sum + until - from, 0)
}
