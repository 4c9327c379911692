import type { Client } from 'pg'
import { Fault } from '#shared/fault.ts'
import { type Address, newClient } from './client.ts'
import { scrubbed } from './database-fault.ts'
import { formUnderWay } from './form-under-way.ts'
import { roleName } from './role-names.ts'

export type Row = Record<string, unknown>
/** With a name: prepared once on each connection. */
export type Statement = { readonly text: string; readonly name?: string }

export interface Session {
  query<R extends Row = Row>(statement: Statement | string, values?: readonly unknown[]): Promise<R[]>
}

/** The landlord's database, signed in as the role that by itself can read nothing: every call says which role it takes. */
export interface Database {
  /** The landlord's schema; it is the search path, so no statement names it. */
  readonly schema: string
  /** One statement, committed by itself; one round trip where a connection holds the role already, and nothing is written for a form. */
  once<R extends Row = Row>(role: string, statement: Statement | string, values?: readonly unknown[]): Promise<R[]>
  /** Commits when `work` returns, rolls back when it throws. What is written for a form commits with the word that the form was taken. */
  transaction<T>(role: string, work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}

type Connection = { readonly client: Client; role: string | null; lost: boolean }
type Waiting = { readonly role: string; readonly got: (connection: Connection) => void; readonly failed: (error: unknown) => void }

/** A small pool whose connections remember the role they last took and are picked by it. Waits in order when all are busy. */
export function openDatabase(address: Address, schema: string, options: { readonly connections?: number } = {}): Database {
  const most = options.connections ?? 16
  const idle: Connection[] = []
  const queue: Waiting[] = []
  let open = 0
  let closed = false

  async function take(role: string): Promise<Connection> {
    if (closed) throw new Fault('database-closed', 'the database has been closed')
    const held = idle.findLastIndex((connection) => connection.role === role)
    const [kept] = held >= 0 ? idle.splice(held, 1) : []
    if (kept !== undefined) return kept
    if (open < most) return connect()
    const other = idle.shift()
    return other ?? new Promise((got, failed) => queue.push({ role, got, failed }))
  }

  async function connect(): Promise<Connection> {
    open += 1
    const client = newClient(address, { schema })
    try {
      await client.connect()
      const connection: Connection = { client, role: null, lost: false }
      for (const ending of ['error', 'end'] as const) client.on(ending, () => forget(connection))
      return connection
    } catch (error) {
      open -= 1
      throw scrubbed(error)
    }
  }

  /** Lost while idle: it must not be picked again. Lost while at work: `giveBack` sees it. */
  function forget(connection: Connection): void {
    connection.lost = true
    const at = idle.indexOf(connection)
    if (at < 0) return
    idle.splice(at, 1)
    open -= 1
  }

  function giveBack(connection: Connection): void {
    if (connection.lost) {
      void drop(connection)
      return
    }
    const next = queue.shift()
    if (next !== undefined) next.got(connection)
    else if (closed) void drop(connection)
    else idle.push(connection)
  }

  async function drop(connection: Connection): Promise<void> {
    open -= 1
    await connection.client.end().catch(() => {})
    const next = queue.shift()
    if (next !== undefined) connect().then(next.got, next.failed)
  }

  async function using<T>(role: string, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await take(role)
    try {
      if (connection.role !== role) {
        connection.role = null
        await sessionOn(connection.client).query(`set role ${quoted(role)}`)
        connection.role = role
      }
      return await work(connection)
    } catch (error) {
      // The loss is known here before the driver says so: nobody else may be handed what is left of it.
      if (error instanceof Fault && error.code === 'database-unreachable') connection.lost = true
      throw error
    } finally {
      giveBack(connection)
    }
  }

  // Evidence and keys are written for many at once, and are kept whatever comes of a form.
  const besideForms = new Set([roleName(schema, 'evidence'), roleName(schema, 'keys')])
  const formOf = (role: string) => (besideForms.has(role) ? undefined : formUnderWay())

  function transaction<T>(role: string, work: (session: Session) => Promise<T>): Promise<T> {
    const form = formOf(role)
    return using(role, async (connection) => {
      const session = sessionOn(connection.client)
      // On its way with the first statement of the work, and not a round trip by itself.
      const begun = session.query('begin')
      begun.catch(() => {})
      try {
        const result = await work(session)
        await begun
        if (form !== undefined) await session.query(formActs, [form.form, form.sending])
        await session.query('commit')
        return result
      } catch (error) {
        // A lost connection rolls back by itself; the first error is the one to tell.
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
        : using(role, (connection) => sessionOn(connection.client).query(statement, values)),
    transaction,
    async close() {
      closed = true
      for (const waiting of queue.splice(0)) waiting.failed(new Fault('database-closed', 'the database has been closed'))
      await Promise.all(idle.splice(0).map(drop))
    },
  }
}

const formActs: Statement = { name: 'form-acts', text: 'select form_acts($1, $2)' }

/** Whether the statement can write. One that only locks, or speaks of it, is taken for one: the database itself knows whether something was written. */
function mayWrite(statement: Statement | string): boolean {
  const text = typeof statement === 'string' ? statement : statement.text
  return /\b(insert|update|delete|merge)\b/i.test(text)
}

/** A session on a client of one's own: the owner's, or a test's. */
export function sessionOn(client: Client): Session {
  return {
    async query<R extends Row>(statement: Statement | string, values: readonly unknown[] = []): Promise<R[]> {
      const asked = typeof statement === 'string' ? { text: statement } : statement
      try {
        const result = await client.query<R>({ ...asked, values: [...values] })
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
