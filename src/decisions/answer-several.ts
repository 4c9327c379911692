import type { Category } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { linesAgainst } from './answer-entry.ts'
import type { Decision, Reason } from './decision.ts'
import { type Bits, toldBy } from './structural-bits.ts'
import type { CircumstanceMask, CompiledEntry } from './tables.ts'

type Told = { readonly order: number; readonly reason: Reason; readonly clauses: readonly string[] }

/** One answer for several categories that all have an entry: permitted only if each one is. */
export function answerSeveral(entries: readonly CompiledEntry[], circumstances: CircumstanceMask): Decision {
  const [first] = entries
  if (first === undefined) throw new Fault('table-corrupt', 'no entry answers a request that nothing structural refuses')
  const against = entries.map((entry) => linesAgainst(entry, circumstances))
  const basis = entries.find((entry) => entry.basis === 'consent')?.basis ?? first.basis
  const rest = { basis, conditions: [...new Set(entries.flatMap((entry) => entry.conditions))] }
  if (against.every((lines) => lines.length === 0)) {
    const clauses = [...new Set([...first.activityClauses, ...entries.flatMap((entry) => entry.clauses)])]
    return { outcome: 'permitted', ...rest, clauses }
  }
  const waits = entries.every(({ restsOnConsent }, index) =>
    against[index]?.every((line) => restsOnConsent && line.reason.code === 'lacks-consent'),
  )
  const categories = entries.map((entry) => entry.category)
  return { ...refusal(waits ? 'needs-consent' : 'refused', together(categories, against)), ...rest }
}

/** One refusal for several categories, where nothing entitles the asker to some of them. */
export function refuseSeveral(categories: readonly Category[], bits: readonly Bits[]): Decision {
  const each = bits.map((some) => toldBy(some).map(({ order, reason, clause }) => ({ order, reason, clauses: [clause] })))
  return refusal('refused', together(categories, each))
}

/** A reason that concerns every category is reported once and names none. */
function together(categories: readonly Category[], each: readonly (readonly Told[])[]): readonly Told[] {
  const concerned = new Map<string, number>()
  for (const told of each) for (const { reason } of told) concerned.set(wording(reason), (concerned.get(wording(reason)) ?? 0) + 1)
  const all: Told[] = []
  for (const [index, told] of each.entries()) {
    for (const one of told) {
      const category = categories[index]
      if (concerned.get(wording(one.reason)) !== categories.length && category !== undefined)
        all.push({ ...one, reason: { ...one.reason, category } })
      else if (index === 0) all.push(one)
    }
  }
  return all.toSorted((a, b) => a.order - b.order)
}

function wording({ code, instead }: Reason): string {
  return instead === undefined ? code : `${code} ${instead.join(' ')}`
}

function refusal(outcome: 'refused' | 'needs-consent', told: readonly Told[]) {
  const [first, ...others] = told
  if (first === undefined) throw new Fault('table-corrupt', 'a refusal has no reason')
  const reasons = [first.reason, ...others.map((one) => one.reason)] as const
  return { outcome, reasons, clauses: [...new Set(told.flatMap((one) => one.clauses))] } as const
}
