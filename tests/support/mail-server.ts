import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** A letter as it came over the line. */
export type Received = {
  readonly to: string
  readonly from: string
  readonly headers: string
  readonly text: string
  readonly link: (page: string) => string
}

type Answering = {
  /** `say nothing`: whoever sends waits for an answer. */
  readonly rcpt?: (to: string) => Error | 'say nothing' | null
  readonly data?: (to: string) => Error | 'hang up' | 'take and hang up' | 'take and say nothing' | 'take and answer late' | null
}

/** Milliseconds of an answer that comes late. */
export const lateness = 600

/** An answer of a mail server that takes something in no way. */
export function saysNo(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code })
}

/** A mail server on this machine, with what it took in. `answers` can be changed as it runs. */
export async function mailServer(answers: Answering = {}) {
  const received: Received[] = []
  const answering: { now: Answering } = { now: answers }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const answer = answering.now.rcpt?.(address) ?? null
      if (answer !== 'say nothing') done(answer)
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join()
        const answer = answering.now.data?.(to) ?? null
        if (answer === null || (typeof answer === 'string' && answer.startsWith('take')))
          received.push(
            readLetter(to, envelope.mailFrom === false ? '' : envelope.mailFrom.address, Buffer.concat(chunks).toString('utf8')),
          )
        if (answer === 'hang up' || answer === 'take and hang up') {
          for (const connection of server.connections) connection.close()
          return
        }
        if (answer === 'take and say nothing') return
        if (answer === 'take and answer late') setTimeout(done, lateness)
        else done(typeof answer === 'string' ? null : answer)
      })
    },
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    port,
    received,
    answer: (now: Answering) => {
      answering.now = now
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function readLetter(to: string, from: string, raw: string): Received {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const body = rest.join('\r\n\r\n')
  const text = /content-transfer-encoding: quoted-printable/i.test(headers) ? plain(body) : body
  const link = (page: string) => new RegExp(`https?://\\S+/notice/changes/${page}\\?link=[\\w-]+`).exec(text)?.[0] ?? ''
  return { to, from, headers, text: text.replaceAll('\r\n', '\n'), link }
}

function plain(quoted: string): string {
  const bytes = quoted
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
