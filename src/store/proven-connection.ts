import { Connection, type ConnectionConfig } from 'pg'
import { Fault } from '#shared/fault.ts'
import { type OwnSocket, strangeSocket } from './own-socket.ts'

/** What a server that knows the password says, in this order and nothing else before it is done (PostgreSQL's manual, 54.2.1 and 54.3.1). */
const proof = ['authenticationSASL', 'authenticationSASLContinue', 'authenticationSASLFinal', 'authenticationOk']

/** What may be heard before that: of the connection itself, and that the server refuses. */
const heardBefore: ReadonlySet<string | symbol> = new Set(['connect', 'end', 'errorMessage', 'newListener', 'removeListener'])

/**
 * A connection to our own server, believed only once that has proved by SCRAM-SHA-256 that it knows the password too, which is never sent.
 * The driver alone would send the password to whoever asks for it, and believe whoever says that none is needed.
 */
export class ProvenConnection extends Connection {
  readonly #socket: OwnSocket
  #proved = 0
  #refused = false

  /** `config`: what the driver would give a connection of its own making. */
  constructor(socket: OwnSocket, config: ConnectionConfig = {}) {
    super(config)
    this.#socket = socket
  }

  /** Every message of the server comes through here, before anybody acts on it. */
  override emit(event: string | symbol, ...rest: unknown[]): boolean {
    if (this.#refused) return event === 'end' && super.emit(event, ...rest)
    if (this.#proved === proof.length) return super.emit(event, ...rest)
    if (event === 'error') return this.#refuse(rest[0])
    if (event === 'connect') {
      // Nothing has been said yet.
      const strange = strangeSocket(this.#socket)
      if (strange !== null) return this.#refuse(strange)
    }
    if (heardBefore.has(event)) return super.emit(event, ...rest)
    if (event !== proof[this.#proved]) return this.#refuse(notProved())
    const heard = super.emit(event, ...rest)
    // Where what it said is wrong, the driver has told so by now, and the connection is refused.
    this.#proved += 1
    return heard
  }

  #refuse(why: unknown): boolean {
    this.#refused = true
    this.stream.destroy()
    return super.emit('error', why)
  }
}

function notProved(): Fault {
  return new Fault(
    'database-not-proven',
    'what answers at the embedded database’s socket does not prove that it knows its password: see which program listens there, and stop it',
  )
}
