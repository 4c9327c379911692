import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type Awaited, type Letter, longestTaking, type Post, type Sent } from '#duties/readers/post.ts'
import { Fault } from '#shared/fault.ts'

/** A landlord's own mail server. `tls`: from the start, begun on the way, or none, which is for one on this machine. */
export type MailServer = {
  readonly host: string
  readonly port: number
  readonly tls: 'from the start' | 'started' | 'none'
  readonly account: { readonly user: string; readonly password: string } | null
  /** The address that letters come from, and the name beside it. */
  readonly from: string
  readonly name: () => string
}

/** Milliseconds: somebody may be waiting for the page that says whether a letter left. */
const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 15_000 } as const
/** Milliseconds for the answer to a letter that was handed over. */
const taking: Readonly<Record<Awaited, number>> = { 'by a visitor': patience.socketTimeout, 'by nobody': longestTaking * 60_000 }

/** Each letter goes over a line of its own, so that what is not known of one that broke off is not known of that letter alone. */
export function smtp(server: MailServer, takingOf = taking): Pick<Post, 'send' | 'check'> {
  return {
    async check() {
      const line = await lineTo(server).catch((cause: unknown) => {
        throw new Fault('mail-away', `the mail server at \`${server.host}:${server.port}\` cannot be reached, or does not let us in`, {
          cause,
        })
      })
      line.quit()
    },
    async send(letter, awaited) {
      const bytes = await composed(server, letter)
      const line = await lineTo(server).catch(() => null)
      if (line === null) return 'away'
      let handedOver = false
      const message = Readable.from(
        (function* () {
          handedOver = true
          // Not before: to anything else a mail server answers at once.
          if (line._socket) line._socket.setTimeout(takingOf[awaited])
          yield bytes
        })(),
      )
      const answer = await new Promise<unknown>((resolve) => {
        line.on('error', resolve)
        line.send({ from: server.from, to: [letter.to] }, message, (error) => resolve(error ?? null))
      })
      if (answer === null) line.quit()
      else line.close()
      return answer === null ? 'sent' : whatFailed(answer, handedOver)
    },
  }
}

/** Connected, and signed in where the server has an account for us. */
function lineTo({ host, port, tls, account }: MailServer): Promise<SMTPConnection> {
  const safe = tls === 'from the start' ? { secure: true } : tls === 'started' ? { requireTLS: true } : { ignoreTLS: true }
  const line = new SMTPConnection({ host, port, secure: false, ...safe, ...patience })
  return new Promise((resolve, reject) => {
    const failed = (error: unknown) => {
      line.close()
      reject(error)
    }
    line.on('error', failed)
    line.connect((error) => {
      if (error) return failed(error)
      if (account === null) return resolve(line)
      line.login({ user: account.user, credentials: { user: account.user, pass: account.password } }, (refused) =>
        refused ? failed(refused) : resolve(line),
      )
    })
  })
}

function composed({ from, name }: MailServer, { to, subject, text, stopAt, id }: Letter): Promise<Buffer> {
  const oneClick =
    stopAt === undefined
      ? {}
      : { 'List-Unsubscribe': { prepared: true, value: `<${stopAt}>` }, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
  const mail = new MailComposer({
    from: { name: name(), address: from },
    to: { name: '', address: to },
    subject,
    text,
    headers: { 'Auto-Submitted': 'auto-generated', ...oneClick },
    ...(id === undefined ? {} : { messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>` }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return mail.compile().build()
}

type Failure = { readonly command: unknown; readonly code: number | null; readonly response: string }

/**
 * Refused for good is what the server says so of for this address (5xx to `RCPT TO`), and not for what it thinks of us: a rule of its own (5.7.x), or that it
 * passes nothing on.
 */
function whatFailed(error: unknown, handedOver: boolean): Sent {
  const { command, code, response } = failureIn(error)
  if (handedOver) return code === null ? 'unknown' : 'later'
  if (command === 'MAIL FROM') return 'away'
  const isRefused = command === 'RCPT TO' && code !== null && code >= 500
  return isRefused && !/\b5\.7\.\d|relay|denied|authent/i.test(response) ? 'refused' : 'later'
}

function failureIn(error: unknown): Failure {
  const told = (name: string): unknown => (typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined)
  const [code, response] = [told('responseCode'), told('response')]
  return { command: told('command'), code: typeof code === 'number' ? code : null, response: typeof response === 'string' ? response : '' }
}
