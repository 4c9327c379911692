import { fits, type Surroundings } from './fits.ts'
import { folded } from './fold.ts'
import { needlesOf } from './needles.ts'
import type { Extent, GivenString, Needle, Withheld } from './withheld.ts'

/** A withheld string in a text, `times` of it. `allowedBy`: the decisions that give every one of them. */
export type Found = { readonly withheld: string; readonly extent: Extent; readonly times: number }
export type Searched = { readonly found: readonly Found[]; readonly allowed: ReadonlyMap<string, number> }

type Span = { readonly needle: Needle; readonly from: number; readonly to: number }

/** Looks for all forms of all withheld strings in one pass over a text, however many they are. */
export function searchFor(withheld: readonly Withheld[], given: readonly GivenString[]) {
  const findWithheld = finderOf(withheld.flatMap(needlesOf))
  const finders = given.map((decision) => ({ decision, find: finderOf(needlesOf(decision)) }))

  return (text: string, file: number, surroundings: Surroundings): Searched => {
    const searched = folded(text)
    const spans = findWithheld(searched, surroundings)
    if (spans.length === 0) return { found: [], allowed: new Map() }
    const giving = finders
      .filter(({ decision }) => decision.file === undefined || decision.file === file)
      .flatMap(({ find }) => find(searched, surroundings))
      .toSorted((one, other) => one.from - other.from)
    const allowed = new Map<string, number>()
    const found = new Map<string, Found>()
    for (const span of spans) {
      const by = giving.find(({ from, to }) => from <= span.from && to >= span.to)
      if (by !== undefined) allowed.set(by.needle.of, (allowed.get(by.needle.of) ?? 0) + 1)
      else {
        const { of, extent } = span.needle
        const same = `${of} ${extent}`
        found.set(same, { withheld: of, extent, times: (found.get(same)?.times ?? 0) + 1 })
      }
    }
    return { found: [...found.values()], allowed }
  }
}

/** Needles by their letters: one step for each, so that it matters little how many begin alike. */
type Step = { readonly next: Map<number, Step>; readonly ends: Needle[] }

const newStep = (): Step => ({ next: new Map(), ends: [] })

function finderOf(needles: readonly Needle[]) {
  const first = newStep()
  for (const needle of needles) stepsTo(first, needle.tight).ends.push(needle)
  const begins = beginningsOf(needles)
  return (text: ReturnType<typeof folded>, surroundings: Surroundings): readonly Span[] => {
    const spans: Span[] = []
    for (let from = 0; from < text.tight.length; from += 1) {
      if (begins[pairAt(text.tight, from)] === 0) continue
      let step = first.next.get(text.tight.charCodeAt(from))
      for (let at = from + 1; step !== undefined; at += 1) {
        for (const needle of step.ends) if (fits(text, from, needle, surroundings)) spans.push({ needle, from, to: at })
        step = step.next.get(text.tight.charCodeAt(at))
      }
    }
    return spans
  }
}

function stepsTo(first: Step, tight: string): Step {
  let step = first
  for (let at = 0; at < tight.length; at += 1) {
    const code = tight.charCodeAt(at)
    const next = step.next.get(code) ?? newStep()
    step.next.set(code, next)
    step = next
  }
  return step
}

/** Which pairs of letters any needle begins with: most places of a text are passed over by looking here. */
function beginningsOf(needles: readonly Needle[]): Uint8Array {
  const begins = new Uint8Array(0x10000)
  for (const { tight } of needles) {
    if (tight.length === 1) return begins.fill(1)
    begins[pairAt(tight, 0)] = 1
  }
  return begins
}

function pairAt(tight: string, at: number): number {
  return (tight.charCodeAt(at) * 251 + (at + 1 < tight.length ? tight.charCodeAt(at + 1) : 0)) & 0xffff
}
