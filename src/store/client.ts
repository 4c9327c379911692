import { Socket } from 'node:net'
import { Client, type ClientConfig, types } from 'pg'
import { Fault } from '#shared/fault.ts'
import type { OwnSocket } from './own-socket.ts'
import { ProvenConnection } from './proven-connection.ts'

const oids = { int8: 20, date: 1082, numeric: 1700, timestamptz: 1184 } as const

/** Values as the higher rooms expect them: int8 as a safe number, dates and numerics as text, instants as ISO 8601 text. */
const parsers: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
  [oids.int8, safeInteger],
  [oids.date, (value) => value],
  [oids.numeric, (value) => value],
  [oids.timestamptz, isoInstant],
])

/** How to reach the database, and as which role. `own`: set for this software's own server, which then has to prove its identity. */
export type Address = Pick<ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'> & { readonly own?: OwnSocket }

/** Milliseconds; a `statementTimeout` of 0 means none. */
type Waits = { readonly statementTimeout?: number; readonly connectionTimeout?: number }

export function newClient(address: Address, options: Waits & { readonly schema?: string } = {}): Client {
  const { own, ...reached } = address
  const socket = new Socket()
  // A machine that vanished says nothing; keep-alive ends such a connection within minutes instead of hours.
  const reaching = { stream: () => socket, keepAlive: true, keepAliveInitialDelayMillis: 10_000 }
  const config = {
    ...reached,
    ...(own === undefined ? reaching : { connection: new ProvenConnection(own, reaching) }),
    application_name: 'assured',
    pipeline: true,
    connectionTimeoutMillis: options.connectionTimeout ?? 10_000,
    statement_timeout: options.statementTimeout ?? 60_000,
    idle_in_transaction_session_timeout: 60_000,
    ...(options.schema === undefined ? {} : { options: `-c search_path=${options.schema},public -c timezone=UTC` }),
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? types.getTypeParser(oid, format) },
  }
  const client = new Client(config)
  sockets.set(client, socket)
  // The next query finds out that an idle connection was lost; without a listener the event would end the process.
  client.on('error', () => {})
  return client
}

const sockets = new WeakMap<Client, Socket>()

/** Ends the connection at once, without a farewell that a hanging server would never answer; uncommitted work is undone. */
export function cutOff(client: Client): void {
  sockets.get(client)?.destroy()
}

function safeInteger(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number))
    throw new Fault('number-too-large', 'a whole number in the database is beyond what can be counted exactly')
  return number
}

/** PostgreSQL writes `2026-11-23 12:00:00.5+00`; this makes it `2026-11-23T12:00:00.5Z`. Sessions use UTC; any other offset takes the slower path. */
function isoInstant(value: string): string {
  if (value.charAt(10) === ' ' && value.endsWith('+00')) return `${value.slice(0, 10)}T${value.slice(11, -3)}Z`
  return `${value.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')}`.replace('+00:00', 'Z')
}
