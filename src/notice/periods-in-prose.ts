import { z } from 'zod'
import { isRecord } from '#shared/record.ts'
import { period } from './edition.ts'
import type { Path, Spotted } from './finding.ts'
import { nearest } from './nearest.ts'
import { periodWords } from './period-words.ts'
import { sameLength, typedPeriods } from './typed-periods.ts'

/** The edition with each `{period of …}` replaced by words: every reader of it, its hash and `compare` have the finished text. */
export type Worded = { readonly raw: Record<string, unknown>; readonly spotted: readonly Spotted[] }

/** The lists that the public reads. The retention schedule states its own periods, and grounds and laws those of others. */
const prose = new Set('relationships categories sources purposes roles recipients activities assessments clauses notice layers'.split(' '))
const namesLaw = 'law'
const placeholder = /\{([^{}]*)\}/g
const rule = z.looseObject({ id: z.string(), period })

/** A period is written once, in the schedule; prose names the rule whose period it states (N1). Without a schedule nothing is checked. */
export function withPeriods(raw: Readonly<Record<string, unknown>>): Worded {
  const rules = periodsOf(raw.retention)
  if (rules.size === 0) return { raw, spotted: [] }
  const spotted: Spotted[] = []
  const worded = mapped([], raw, (at, text) => {
    spotted.push(...unknown(at, text, rules))
    const typed = prose.has(String(at[0])) && at.at(-1) !== namesLaw
    if (typed) spotted.push(...byHand(at, text, rules))
    return text.replace(placeholder, (written, name: string) => {
      const runs = rules.get(ruleNamed(name) ?? '')
      return runs === undefined ? written : periodWords(runs)
    })
  })
  return { raw: isRecord(worded) ? worded : raw, spotted }
}

function periodsOf(schedule: unknown): ReadonlyMap<string, string> {
  const entries = Array.isArray(schedule) ? schedule.map((entry) => rule.safeParse(entry)) : []
  return new Map(entries.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.period]])))
}

function mapped(at: Path, value: unknown, word: (at: Path, text: string) => string): unknown {
  if (typeof value === 'string') return word(at, value)
  if (Array.isArray(value)) return value.map((each: unknown, index) => mapped([...at, index], each, word))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped([...at, key], each, word)]))
}

function ruleNamed(written: string): string | undefined {
  return /^period of (\S+)$/.exec(written.trim())?.[1]
}

function unknown(at: Path, text: string, rules: ReadonlyMap<string, string>): readonly Spotted[] {
  return [...text.matchAll(placeholder)].flatMap(({ 0: whole, 1: written = '', index }) => {
    const name = ruleNamed(written)
    if (name !== undefined && rules.has(name)) return []
    const meant = nearest(name ?? '', [...rules.keys()])
    return {
      at: [...at, text.slice(0, index).split('\n').length - 1],
      message: name === undefined ? `\`${whole}\` stands for nothing` : `there is no retention rule \`${name}\` whose period could be told`,
      fix: `write \`{period of ${meant ?? '…'}}\` with the id of a rule of retention.yaml, or take the braces out`,
    }
  })
}

function byHand(at: Path, text: string, rules: ReadonlyMap<string, string>): readonly Spotted[] {
  return typedPeriods(text).map(({ words, period: typed, line }) => {
    const running = [...rules].filter(([, runs]) => sameLength(runs, typed)).map(([id]) => `\`{period of ${id}}\``)
    return {
      at: [...at, line],
      message: `\`${words}\` is typed by hand, so that it stays when the period that runs is changed (N1)`,
      fix: `write ${running.length === 0 ? '`{period of …}` with the id of the rule of retention.yaml' : running.slice(0, 3).join(' or ')}; where the law fixes the time, say so in the same sentence`,
    }
  })
}
