import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'

export type FakePostgres = {
  /** All that any client ever sent to it. */
  readonly heard: () => string
  readonly visits: () => number
  readonly close: () => Promise<void>
}

/** A message of PostgreSQL's protocol: its letter, its length and its content. */
export function message(letter: string, ...parts: readonly (number | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : int32(part))))
  return Buffer.concat([Buffer.from(letter), int32(body.length + 4), body])
}

function int32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(number)
  return bytes
}

export const says = {
  cleartext: message('R', 3),
  md5: message('R', 5, 'salt'),
  welcome: Buffer.concat([message('R', 0), message('K', 1, 1), message('Z', 'I')]),
  sasl: message('R', 10, 'SCRAM-SHA-256\0\0'),
  final: (words: string) => message('R', 12, words),
  go: (words: string) => message('R', 11, words),
} as const

/** A server that an attacker who wants the password puts in the socket's place. It answers each message with the next of `answers`. */
export async function fakePostgres(folder: string, answers: readonly ((said: string) => Buffer)[]): Promise<FakePostgres> {
  let heard = ''
  let visits = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    visits += 1
    sockets.add(socket)
    const left = [...answers]
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      heard += String(chunk)
      const answer = left.shift()
      if (answer !== undefined) socket.write(answer(String(chunk)))
    })
  })
  await new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve))
  return {
    heard: () => heard,
    visits: () => visits,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
