import { Connection, type ConnectionConfig } from 'pg'
import { Fault } from '#shared/fault.ts'
import { type OwnSocket, strangeSocket } from './own-socket.ts'

/** The messages of a server that knows the password, in this order and with nothing else between (PostgreSQL's manual, 54.2.1 and 54.3.1). */
const proof = ['authenticationSASL', 'authenticationSASLContinue', 'authenticationSASLFinal', 'authenticationOk']

/** What may come before the proof: events of the connection itself, and a refusal. */
const heardBefore: ReadonlySet<string | symbol> = new Set(['connect', 'end', 'errorMessage', 'newListener', 'removeListener'])

/**
 * A connection to this software's own server, used only once the server has proved by SCRAM-SHA-256 that it knows the password, which is never sent.
 * The driver alone would send the password to any server that asks for it, and would trust a server that asks for none.
 */
export class ProvenConnection extends Connection {
  readonly #socket: OwnSocket
  #proved = 0
  #refused = false

  /** `config`: what the driver would give a connection that it made itself. */
  constructor(socket: OwnSocket, config: ConnectionConfig = {}) {
    super(config)
    this.#socket = socket
  }

  /** Every message of the server passes here before anything acts on it. */
  override emit(event: string | symbol, ...rest: unknown[]): boolean {
    if (this.#refused) return event === 'end' && super.emit(event, ...rest)
    if (this.#proved === proof.length) return super.emit(event, ...rest)
    if (event === 'error') return this.#refuse(rest[0])
    if (event === 'connect') {
      // Nothing has been sent yet.
      const strange = strangeSocket(this.#socket)
      if (strange !== null) return this.#refuse(strange)
    }
    if (heardBefore.has(event)) return super.emit(event, ...rest)
    if (event !== proof[this.#proved]) return this.#refuse(notProved())
    const heard = super.emit(event, ...rest)
    // Where the proof is wrong, the driver has reported it by now, and the connection is refused.
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
