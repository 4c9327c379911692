import type { Client } from 'pg'
import { Fault } from '#shared/fault.ts'
import { type Bounds, boundsInForce, forWork } from './bounds.ts'
import type { Address } from './client.ts'
import { scrubbed } from './database-fault.ts'
import { formUnderWay } from './form-under-way.ts'
import { type Connection, openPool } from './pool.ts'
import { roleName } from './role-names.ts'

export type Row = Record<string, unknown>
/** With a name: prepared once on each connection. */
export type Statement = { readonly text: string; readonly name?: string }

export interface Session {
  query<R extends Row = Row>(statement: Statement | string, values?: readonly unknown[]): Promise<R[]>
}

/** The landlord's database, signed in as a role that by itself can read nothing: every call names the role it takes. */
export interface Database {
  /** The landlord's schema; it is the search path, so no statement names it. */
  readonly schema: string
  /** One statement, committed by itself. It is one round trip where a connection has the role already and no form is being taken. */
  once<R extends Row = Row>(role: string, statement: Statement | string, values?: readonly unknown[]): Promise<R[]>
  /** Commits when `work` returns, rolls back when it throws. What is written for a form commits together with the record that the form was taken. */
  transaction<T>(role: string, work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** `bounds`: how long callers wait; work that may wait longer or less says so (`within`). */
export function openDatabase(
  address: Address,
  schema: string,
  options: { readonly connections?: number; readonly bounds?: Bounds } = {},
): Database {
  const bounds = options.bounds ?? forWork
  const pool = openPool(address, schema, options.connections ?? 16, bounds)

  async function using<T>(role: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await pool.take(role)
    try {
      await setUp(connection, role, boundsInForce() ?? bounds)
      return await work(connection)
    } catch (error) {
      // The loss is known here before the driver reports it: the connection must not be given to anybody else.
      if (error instanceof Fault && error.code === 'database-unreachable') connection.lost = true
      throw error
    } finally {
      pool.giveBack(connection)
    }
  }

  // Evidence and keys are written for many callers at once, and stay whatever becomes of a form.
  const besideForms = new Set([roleName(schema, 'evidence'), roleName(schema, 'keys')])
  const formOf = (role: string) => (besideForms.has(role) ? undefined : formUnderWay())

  function transaction<T>(role: string, work: (session: Session) => Promise<T>): Promise<T> {
    const form = formOf(role)
    return using(role, async (connection) => {
      const session = sessionOf(connection)
      // Sent together with the first statement of the work, so that it is no round trip of its own.
      const begun = session.query('begin')
      begun.catch(() => {})
      try {
        const result = await work(session)
        await begun
        if (form !== undefined) await session.query(formActs, [form.form, form.sending])
        await session.query('commit')
        return result
      } catch (error) {
        // A lost connection rolls back by itself; the first error is the one to report.
        await session.query('rollback').catch(() => {})
        throw error
      }
    })
  }

  return {
    schema,
    once: (role, statement, values) =>
      formOf(role) !== undefined && mayWrite(statement)
        ? transaction(role, (session) => session.query(statement, values))
        : using(role, (connection) => sessionOf(connection).query(statement, values)),
    transaction,
    close: pool.close,
  }
}

const formActs: Statement = { name: 'form-acts', text: 'select form_acts($1, $2)' }

/**
 * Whether the statement can write. A statement that only locks, or mentions a write, counts too: the database itself knows whether something was
 * written.
 */
function mayWrite(statement: Statement | string): boolean {
  const text = typeof statement === 'string' ? statement : statement.text
  return /\b(insert|update|delete|merge)\b/i.test(text)
}

/** Sets the role, and the longest time for a statement that the caller waits; free where the connection has both already. */
async function setUp(connection: Connection, role: string, bounds: Bounds): Promise<void> {
  connection.answer = bounds.answer
  const session = sessionOf(connection)
  const asked: Promise<unknown>[] = []
  if (connection.statement !== bounds.statement) {
    connection.statement = bounds.statement
    asked.push(session.query(`set statement_timeout = ${bounds.statement}`))
  }
  if (connection.role !== role) {
    connection.role = null
    asked.push(session.query(`set role ${quoted(role)}`).then(() => (connection.role = role)))
  }
  if (asked.length > 0) await Promise.all(asked)
}

function sessionOf(connection: Connection): Session {
  return sessionOn(connection.client, connection.answer)
}

/** A session on a separate client: the owner's, or a test's. `answerWithin`: milliseconds after which the connection is given up. */
export function sessionOn(client: Client, answerWithin?: number): Session {
  const bound = answerWithin === undefined ? {} : { query_timeout: answerWithin }
  return {
    async query<R extends Row>(statement: Statement | string, values: readonly unknown[] = []): Promise<R[]> {
      const asked = typeof statement === 'string' ? { text: statement } : statement
      try {
        const result = await client.query<R>({ ...bound, ...asked, values: [...values] })
        return result.rows
      } catch (error) {
        throw scrubbed(error)
      }
    },
  }
}

export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`
}
