import type { JSX } from 'preact'
import type { FormError } from '../components/error-summary.tsx'
import type { Parsed, Refusal } from '../forms.ts'
import { HttpFault } from '../http-fault.ts'
import type { Filled, Question } from './question.ts'

export type Questions = Readonly<Record<string, Question<unknown>>>
type Named = readonly [string, Question<unknown>]
/** What the questions are answered with. */
export type Answers<Q extends Questions> = { readonly [N in keyof Q]: Q[N] extends Question<infer Value> ? Value : never }

/** Answers as far as they are known; null where they cannot be read any more. */
export type Known<A> = { readonly [N in keyof A]?: A[N] | null }

/** Questions that are asked and sent together. */
export type Form<A> = {
  /** What was sent: all answers, or what to say at which box and what was typed. A box that the form does not have is status 400. */
  read(body: unknown, today: Temporal.PlainDate): Parsed<A>
  /** What stands in the boxes where answers are known already. */
  shown(known: Known<A>): Filled
  /** Its questions, in their order: all, or those named. */
  fields(filled: Filled, refused: Refusal | undefined, only?: readonly (keyof A & string)[]): JSX.Element
}

/** `also`: what is wrong with answers beside one another, each right by itself. */
export function form<Q extends Questions>(questions: Q, also: (answers: Answers<Q>) => readonly FormError[] = () => []): Form<Answers<Q>> {
  const all = Object.entries(questions)
  const known = new Set(all.flatMap(([name, question]) => question.boxes(name)))
  const isWhole = (found: Readonly<Record<string, unknown>>): found is Answers<Q> => all.every(([name]) => name in found)
  return {
    read(body, today) {
      const filled = filledIn(body, known)
      const read = all.map(([name, question]) => ({ name, read: question.read(name, filled, today) }))
      const errors = read.flatMap((each) => (each.read.ok ? [] : each.read.errors))
      const found = Object.fromEntries(read.flatMap((each) => (each.read.ok ? [[each.name, each.read.value]] : [])))
      if (errors.length > 0 || !isWhole(found)) return { ok: false, errors, values: filled }
      const together = [...outOfOrder(all, found), ...also(found)]
      return together.length > 0 ? { ok: false, errors: together, values: filled } : { ok: true, value: found }
    },
    shown: (answers) =>
      Object.assign({}, ...all.map(([name, question]) => (answers[name] == null ? {} : question.shown(name, answers[name])))),
    fields: (filled, refused, only) => (
      <>
        {all.map(([name, question]) => {
          if (only?.includes(name) === false) return null
          const boxes = new Set([name, ...question.boxes(name)])
          const error = refused?.errors.find(({ field }) => boxes.has(field))?.message
          return question.render({ name, filled: refused?.values ?? filled, error })
        })}
      </>
    ),
  }
}

/** Days as they are kept stand in the order of their texts. */
function outOfOrder(all: readonly Named[], found: Readonly<Record<string, unknown>>): readonly FormError[] {
  return all.flatMap(([name, { notBefore, boxes }]) => {
    const [one, other] = [found[name], notBefore === undefined ? undefined : found[notBefore.other]]
    const isEarly = typeof one === 'string' && typeof other === 'string' && one < other
    return isEarly && notBefore !== undefined ? [{ field: boxes(name)[0] ?? name, message: notBefore.early }] : []
  })
}

function filledIn(body: unknown, known: ReadonlySet<string>): Filled {
  const filled: Record<string, string> = {}
  for (const [name, value] of Object.entries(typeof body === 'object' && body !== null ? body : {})) {
    if (!known.has(name)) throw new HttpFault(400, 'the form has fields that its page does not have')
    if (typeof value !== 'string') throw new HttpFault(400, `the field \`${name}\` was not sent as plain text`)
    filled[name] = value
  }
  return filled
}
