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
const prose = new Set(
  'relationships categories sources purposes roles recipients activities assessments clauses notice layers cards'.split(' '),
)
const namesLaw = 'law'
const placeholder = /\{([^{}]*)\}/g
const rule = z.looseObject({ id: z.string(), period: period.optional().catch(undefined) })

/**
 * A period is written once, in the schedule; prose names the rule whose period it states (N1). Without a schedule, or where it could not be read
 * (`isRead`), or has a rule without an id, nothing is checked. A rule whose own period is wrong is still a rule: only its period is told.
 */
export function withPeriods(raw: Readonly<Record<string, unknown>>, isRead = true): Worded {
  const { ids, rules, unnamed } = periodsOf(raw.retention)
  if (ids.length === 0 || unnamed || !isRead) return { raw, spotted: [] }
  const spotted: Spotted[] = []
  const worded = mapped([], raw, (at, text) => {
    spotted.push(...unknown(at, text, ids))
    const typed = prose.has(String(at[0])) && at.at(-1) !== namesLaw
    if (typed) spotted.push(...byHand(at, text, rules))
    return text.replace(placeholder, (written, name: string) => {
      const runs = rules.get(ruleNamed(name) ?? '')
      return runs === undefined ? written : periodWords(runs)
    })
  })
  return { raw: isRecord(worded) ? worded : raw, spotted }
}

type Schedule = { readonly ids: readonly string[]; readonly rules: ReadonlyMap<string, string>; readonly unnamed: boolean }

function periodsOf(schedule: unknown): Schedule {
  const written: readonly unknown[] = Array.isArray(schedule) ? schedule : []
  const entries = written.flatMap((entry) => rule.safeParse(entry).data ?? [])
  return {
    ids: entries.map(({ id }) => id),
    unnamed: entries.length < written.length,
    rules: new Map(entries.flatMap(({ id, period: runs }) => (runs === undefined ? [] : [[id, runs]]))),
  }
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

function unknown(at: Path, text: string, ids: readonly string[]): readonly Spotted[] {
  return [...text.matchAll(placeholder)].flatMap(({ 0: whole, 1: written = '', index }) => {
    const name = ruleNamed(written)
    if (name !== undefined && ids.includes(name)) return []
    const meant = nearest(name ?? '', ids)
    return {
      at: [...at, text.slice(0, index).split('\n').length - 1],
      message: name === undefined ? `\`${whole}\` stands for nothing` : `there is no retention rule \`${name}\` whose period could be told`,
      fix: `write \`{period of ${meant ?? '…'}}\` with the id of a rule of retention.yaml, or take the braces out`,
      recurs: true as const,
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
