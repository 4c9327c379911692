import { setTimeout } from 'node:timers/promises'
import type { Client } from 'pg'
import { Fault } from '#shared/fault.ts'
import { type Bounds, boundsInForce } from './bounds.ts'
import { type Address, cutOff, newClient } from './client.ts'
import { isAway, scrubbed } from './database-fault.ts'

/** The current settings of its session, so that they are not set again. */
export type Connection = { readonly client: Client; role: string | null; statement: number; answer: number; lost: boolean }

export type Pool = {
  /** A connection, preferably one that has the role already. Waits in order when all are busy, and no longer than its bound. */
  readonly take: (role: string) => Promise<Connection>
  readonly giveBack: (connection: Connection) => void
  /** Closes every connection, and within `closingHas` also those at work, which undoes what they had not committed. */
  readonly close: () => Promise<void>
}

type Waiting = { readonly got: (connection: Connection) => void; readonly failed: (error: unknown) => void }

/** Milliseconds between attempts to connect while the database is away: short at first, for a server that is being restarted. */
const pauses = { first: 50, most: 500 }

const farewellHas = 1_000

/** Milliseconds that work under way has to end by itself once the pool closes. */
const closingHas = 2_000

/**
 * A small pool whose connections remember the role they last took. While the database is away, a caller waits for its return as long as for a
 * connection, and is then told.
 */
export function openPool(address: Address, schema: string, most: number, bounds: Bounds): Pool {
  const idle: Connection[] = []
  const waiting: Waiting[] = []
  const taken = new Set<Connection>()
  let connecting = 0
  let pause = 0
  let away: Error | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  function take(role: string): Promise<Connection> {
    if (closed) return Promise.reject(closedFault())
    const same = idle.findLastIndex((connection) => connection.role === role)
    const [kept] = same >= 0 ? idle.splice(same, 1) : []
    if (kept !== undefined) return Promise.resolve(kept)
    const other = taken.size + connecting < most ? undefined : idle.shift()
    return other === undefined ? waitForOne() : Promise.resolve(other)
  }

  function waitForOne(): Promise<Connection> {
    const { promise, resolve, reject } = Promise.withResolvers<Connection>()
    const timer = globalThis.setTimeout(() => {
      waiting.splice(waiting.indexOf(mine), 1)
      reject(away ?? new Fault('database-busy', 'no connection to the database came free in time'))
    }, boundsInForce()?.connection ?? bounds.connection)
    const settled = () => clearTimeout(timer)
    promise.then(settled, settled)
    const mine: Waiting = { got: resolve, failed: reject }
    waiting.push(mine)
    connectForWaiting()
    return promise
  }

  /** One attempt at a time while the database is away. */
  function connectForWaiting(): void {
    if (closed || retry !== undefined) return
    const wanted = Math.min(waiting.length, away === undefined ? most : 1)
    while (connecting < wanted && taken.size + connecting < most) void connect()
  }

  async function connect(): Promise<void> {
    connecting += 1
    const client = newClient(address, { schema, statementTimeout: bounds.statement, connectionTimeout: bounds.connection })
    try {
      await client.connect()
    } catch (error) {
      connecting -= 1
      cutOff(client)
      notConnected(scrubbed(error))
      return
    }
    connecting -= 1
    away = undefined
    pause = 0
    const connection: Connection = { client, role: null, statement: bounds.statement, answer: bounds.answer, lost: false }
    taken.add(connection)
    for (const ending of ['error', 'end'] as const) client.on(ending, () => forget(connection))
    giveBack(connection)
  }

  function notConnected(error: Error): void {
    if (!isAway(error)) {
      // Waiting does not help against a wrong password.
      for (const each of waiting.splice(0)) each.failed(error)
      return
    }
    away = error
    pause = Math.min(pauses.most, Math.max(pauses.first, pause * 2))
    retry ??= globalThis.setTimeout(() => {
      retry = undefined
      connectForWaiting()
    }, pause)
  }

  /** A connection lost while idle must not be picked again; one lost while at work is handled by `giveBack`. */
  function forget(connection: Connection): void {
    connection.lost = true
    const at = idle.indexOf(connection)
    if (at < 0) return
    idle.splice(at, 1)
    taken.delete(connection)
    connectForWaiting()
  }

  function giveBack(connection: Connection): void {
    if (connection.lost || closed) {
      taken.delete(connection)
      void ended(connection)
      connectForWaiting()
      return
    }
    const next = waiting.shift()
    if (next === undefined) idle.push(connection)
    else next.got(connection)
    connectForWaiting()
  }

  return {
    take,
    giveBack,
    async close() {
      closed = true
      clearTimeout(retry)
      for (const each of waiting.splice(0)) each.failed(closedFault())
      const free = idle.splice(0)
      for (const each of free) taken.delete(each)
      await Promise.all(free.map(ended))
      for (const since = performance.now(); taken.size > 0 && performance.now() - since < closingHas; ) await setTimeout(20)
      for (const { client } of taken) cutOff(client)
    },
  }
}

/** A server that does not answer does not answer a farewell either. */
async function ended({ client, lost }: Connection): Promise<void> {
  if (!lost) await Promise.race([client.end().catch(() => {}), setTimeout(farewellHas, undefined, { ref: false })])
  cutOff(client)
}

function closedFault(): Fault {
  return new Fault('database-closed', 'the database has been closed')
}
