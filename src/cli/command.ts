import type { ParseArgsOptionsConfig } from 'node:util'
import type { CheckedLandlord } from '#notice/check.ts'
import type { Edition, ReleasedEdition } from '#notice/edition.ts'
import type { BackupReport, Progress, Proposal, RestoreReport, System } from './system.ts'

/** 0 done, 1 failed, 2 bad usage, 3 refused by the notice. */
export type Exit = 0 | 1 | 2 | 3

/**
 * What a command answers: `json` has a documented, stable shape (docs/command-line.md); `text` is the same for people. `warning` goes to standard
 * error beside the answer, in either form.
 */
export type Outcome = { readonly exit: Exit; readonly json: unknown; readonly text: string; readonly warning?: string | undefined }

/** The words that a command takes beside its options, as its usage names them: a fixed number, at least one, or at most one. */
export type Words = readonly string[] | { readonly oneOrMore: string } | { readonly oneOrNone: string }

export type Arguments = {
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
}

/** What a command may use. The system is started (or joined) when it is first needed, and closed when the command ends. */
export type Context = {
  readonly system: () => Promise<System>
  /** The landlord's folder, read and checked; no database is needed. */
  readonly checkedLandlord: () => Promise<CheckedLandlord>
  /** Pages and forms that a notice leaves no way to offer, each with what happens instead. */
  readonly leftWithout: (edition: Edition) => readonly { readonly where: string; readonly instead: string }[]
  /** The edition in the landlord's folder; a fault where it has findings. */
  readonly edition: () => Promise<ReleasedEdition>
  /** The same with what publishing it would do; null without a database that has an edition in force. */
  readonly proposal: () => Promise<Proposal | null>
  /** By id or hash among those released, or a landlord's folder. */
  readonly editionNamed: (name: string) => Promise<ReleasedEdition | undefined>
  /** Writes the public pages of the folder's edition; answers their paths. */
  readonly render: (out: string) => Promise<readonly string[]>
  /** Runs the doors and the worker until told to stop. */
  readonly serve: () => Promise<void>
  /** Copies the running embedded database into a folder. */
  readonly backUp: (out: string) => Promise<BackupReport>
  /** Replaces the data folder's database by a backup; `replace`: even where a database is there. */
  readonly restore: (from: string, options: { readonly replace: boolean }) => Promise<RestoreReport>
  /** Gives up a secret of the data folder, and makes a fresh one; its name is one of `keys`. */
  readonly renewSecret: (name: string) => Promise<void>
  /** The project's own folder, with its landlords, templates and tests. */
  readonly home: string
  /** The version of the software, as its package names it. */
  readonly version: () => Promise<string>
  readonly now: () => Temporal.Instant
  /** Shows the progress of a long piece of work, on a terminal only. */
  readonly progress: (label: string, done: number, total: number) => void
  /** Asks at the terminal; null where nobody answers. Absent where there is no terminal. */
  readonly ask?: ((question: string) => Promise<string | null>) | undefined
  /** Prints a line to standard error at once, for what must be known before the work is done. */
  readonly tell?: (line: string) => unknown
}

/** The progress of one piece of work, under its name. */
export function progressOf(context: Pick<Context, 'progress'>, label: string): Progress {
  return (done, total) => context.progress(label, done, total)
}

export type Command = {
  readonly usage: string
  readonly summary: string
  readonly words: Words
  readonly options: ParseArgsOptionsConfig
  /** `given.words`: as many as `words` allows. */
  readonly run: (context: Context, given: Arguments) => Promise<Outcome>
}

/** The command was used wrongly: which argument, and what it takes. */
export class BadUsage extends Error {}

/** A word too many or too few is bad usage, reported before anything is opened: `sweep dry-run` must not be a sweep. */
export function needWords(command: Command, words: readonly string[]): void {
  const taken = command.words
  if ('oneOrMore' in taken) {
    if (words.length === 0) throw new BadUsage(`\`${taken.oneOrMore}\` are needed, one or more`)
    return
  }
  if ('oneOrNone' in taken) {
    if (words.length > 1) throw new BadUsage(`\`${taken.oneOrNone}\` and no more words are taken`)
    return
  }
  if (words.length === taken.length) return
  const option = words.find((word) => Object.hasOwn(command.options, word))
  if (option !== undefined) throw new BadUsage(`\`${option}\` is an option: write \`--${option}\``)
  if (words.length > taken.length)
    throw new BadUsage(taken.length === 0 ? 'only options are taken here, no words' : `${named(taken)} and no more words are taken`)
  throw new BadUsage(`${named(taken)} ${taken.length === 1 ? 'is' : 'are'} needed`)
}

function named(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(words.map((word) => `\`${word}\``))
}

export function text(given: Arguments, name: string): string | undefined {
  const value = given.options[name]
  return typeof value === 'string' ? value : undefined
}

export function needed(given: Arguments, name: string): string {
  const value = text(given, name)
  if (value === undefined || value === '') throw new BadUsage(`\`--${name}\` is needed`)
  return value
}

export function list(given: Arguments, name: string): readonly string[] {
  const value = given.options[name]
  const all = Array.isArray(value) ? value : [value]
  return all
    .filter((one) => typeof one === 'string')
    .flatMap((one) => one.split(','))
    .filter((one) => one !== '')
}

/** A whole number in a range, or bad usage that names the option and the range. */
export function wholeNumber(
  given: Arguments,
  name: string,
  range: { readonly least: number; readonly most: number; readonly default: number },
): number {
  const value = text(given, name)
  if (value === undefined) return range.default
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= range.least && number <= range.most))
    throw new BadUsage(`\`--${name}\` takes a whole number from ${range.least} to ${range.most}`)
  return number
}
