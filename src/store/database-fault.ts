import { Fault } from '#shared/fault.ts'

/** What went wrong in the database, without any values: PostgreSQL's own messages and details contain people's data. */
export class DatabaseFault extends Fault {
  /** SQLSTATE, five characters. */
  readonly state: string
  readonly constraint: string | null
  readonly column: string | null

  constructor(state: string, constraint: string | null, column: string | null) {
    const about = constraint ?? column
    super(`database-${state}`, `the database refused with \`${state}\`${about === null ? '' : ` at \`${about}\``}`)
    this.state = state
    this.constraint = constraint
    this.column = column
  }
}

/** Raised by `evidence_whole` (migrations/0020-evidence.sql): fewer rows of evidence were written than were to be. */
const evidenceMissing = 'AE001'
const notRecorded = 'what was done could not be recorded as evidence, and was taken back: run `evidence verify` to see what keeps it away'

export function scrubbed(error: unknown): Error {
  if (error instanceof Fault) return error
  if (typeof error !== 'object' || error === null) return new Fault('database-failed', 'the database failed')
  const word = (name: string): string | null => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' && /^[A-Za-z0-9_]{1,63}$/.test(value) ? value : null
  }
  const state = word('code')
  if (state === evidenceMissing) return new Fault('evidence-not-recorded', notRecorded)
  const lost = state !== null && /^(08|57P)/.test(state)
  // No SQLSTATE begins with an E; a socket's error code (EPIPE) does.
  if (!lost && state !== null && /^(?!E)[0-9A-Z]{5}$/.test(state)) return new DatabaseFault(state, word('constraint'), word('column'))
  return new Fault('database-unreachable', `the database cannot be reached (\`${state ?? 'connection lost'}\`)`)
}

/** PostgreSQL itself refused: the role has no such privilege (SQLSTATE 42501). */
export function isPrivilegeRefusal(error: unknown): boolean {
  return error instanceof DatabaseFault && error.state === '42501'
}

/** Somebody else held the lock for longer than this was ready to wait (SQLSTATE 55P03). */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof DatabaseFault && error.state === '55P03'
}

/**
 * The database cannot answer now, and may later: it is away or starting, all its connections are taken, it had no room or no time, two transactions
 * blocked each other (SQLSTATE 53, 55P03, 57014, 40001, 40P01), or it is a read-only copy (25006).
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Fault)) return false
  return /^database-(unreachable|busy|closed|53...|55P03|57014|40001|40P01|25006)$/.test(error.code)
}
