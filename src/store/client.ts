import { Socket } from 'node:net'
import { Client, type ClientConfig, types } from 'pg'
import { Fault } from '#shared/fault.ts'
import type { OwnSocket } from './own-socket.ts'
import { ProvenConnection } from './proven-connection.ts'

const oids = { int8: 20, date: 1082, numeric: 1700, timestamptz: 1184 } as const

/** Values as rooms above expect them: int8 a safe number, dates and numerics as text, instants as ISO 8601 text. */
const parsers: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
  [oids.int8, safeInteger],
  [oids.date, (value) => value],
  [oids.numeric, (value) => value],
  [oids.timestamptz, isoInstant],
])

/** How to reach the database, and as whom. `own`: where it is our own server, which then has to prove that it is. */
export type Address = Pick<ClientConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl'> & { readonly own?: OwnSocket }

/** Waits in milliseconds; a `statementTimeout` of 0 is none. */
type Waits = { readonly statementTimeout?: number; readonly connectionTimeout?: number }

export function newClient(address: Address, options: Waits & { readonly schema?: string } = {}): Client {
  const { own, ...reached } = address
  const socket = new Socket()
  // A machine that vanished says nothing: kept alive, the connection does not stand for hours.
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
  // A connection lost while idle is found out by the next query; unheard, the event would end the process.
  client.on('error', () => {})
  return client
}

const sockets = new WeakMap<Client, Socket>()

/** Ends the connection at once, without a farewell that a hanging server would never answer; what it had not committed is undone. */
export function cutOff(client: Client): void {
  sockets.get(client)?.destroy()
}

function safeInteger(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number))
    throw new Fault('number-too-large', 'a whole number in the database is beyond what can be counted exactly')
  return number
}

/** `2026-11-23 12:00:00.5+00`, as PostgreSQL writes it, is `2026-11-23T12:00:00.5Z`. Sessions live in UTC; anything else takes the longer way. */
function isoInstant(value: string): string {
  if (value.charAt(10) === ' ' && value.endsWith('+00')) return `${value.slice(0, 10)}T${value.slice(11, -3)}Z`
  return `${value.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')}`.replace('+00:00', 'Z')
}
