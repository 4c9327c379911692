import { z } from 'zod'
import { propose } from '#duties/passages/propose.ts'

const person = z.strictObject({
  id: z.string(),
  names: z.strictObject({ first: z.string(), middle: z.string().exactOptional(), last: z.string(), knownAs: z.string().exactOptional() }),
  part: z.enum(['household', 'neighbour', 'reporter', 'colleague', 'contractor', 'other']),
  home: z.strictObject({ number: z.string(), street: z.string(), postcode: z.string() }).exactOptional(),
  numbers: z.array(z.string()).exactOptional(),
  emails: z.array(z.string()).exactOptional(),
})
const kinds = ['known', 'stranger', 'number', 'relation'] as const
const entry = z.strictObject({
  text: z.string(),
  known: z.array(person),
  requester: z.array(person),
  planted: z.array(
    z.strictObject({ start: z.int(), end: z.int(), text: z.string(), kind: z.enum(kinds), person: z.string().exactOptional() }),
  ),
})

type Entry = z.infer<typeof entry>
type Kind = (typeof kinds)[number]
type Span = { readonly start: number; readonly end: number }

export function entries(read: unknown): readonly Entry[] {
  return z.array(entry).min(1).parse(read)
}

/** `found`: the share of planted passages of which every letter and digit was proposed. `wrongPerPage`: proposals that touch no planted passage. */
export type Figures = { readonly found: Readonly<Record<Kind, number>>; readonly wrongPerPage: number }

export function figuresOf(all: readonly Entry[]): Figures {
  const read = all.map((one) => ({ ...one, proposals: propose([{ id: 'text', text: one.text }], one.known, one.requester) }))
  const share = (kind: Kind) => {
    const planted = read.flatMap(({ planted: there, ...rest }) =>
      there.filter((passage) => passage.kind === kind).map((passage) => ({ ...rest, passage })),
    )
    return planted.filter(({ text, passage, proposals }) => covers(proposals, passage, text)).length / planted.length
  }
  const words = read.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
  const wrong = read.flatMap(({ proposals, planted }) => proposals.filter((one) => !planted.some((passage) => touches(one, passage))))
  return {
    found: { known: share('known'), stranger: share('stranger'), number: share('number'), relation: share('relation') },
    wrongPerPage: (wrong.length / words) * 400,
  }
}

function touches(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}

function covers(proposals: readonly Span[], { start, end }: Span, text: string): boolean {
  return Array.from({ length: end - start }, (_, index) => start + index).every(
    (at) => !/[\p{L}\p{N}]/u.test(text.charAt(at)) || proposals.some((one) => one.start <= at && at < one.end),
  )
}
