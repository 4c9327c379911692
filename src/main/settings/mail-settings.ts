import { readAddress } from '#duties/readers/address.ts'
import type { Post } from '#duties/readers/post.ts'
import { type MailServer, smtp } from '#exchange/mail/smtp.ts'
import { Fault } from '#shared/fault.ts'
import type { Environment } from './provider-settings.ts'
import { secretInFile } from './secret-in-file.ts'

/** The landlord's mail server, as the environment describes it. */
export type MailSettings = Pick<MailServer, 'host' | 'port' | 'tls' | 'from'> & {
  readonly user: string | null
  readonly password: { readonly words: string } | { readonly file: string } | null
}

const names = ['ASSURED_MAIL', 'ASSURED_MAIL_FROM', 'ASSURED_MAIL_USER', 'ASSURED_MAIL_PASSWORD', 'ASSURED_MAIL_PASSWORD_FILE'] as const
const usualPort = { 'smtp:': 587, 'smtps:': 465 } as const

/**
 * `ASSURED_MAIL` (`smtp://host:port` or `smtps://host:port`), `ASSURED_MAIL_FROM` (the address that letters come from), `ASSURED_MAIL_USER` with
 * `ASSURED_MAIL_PASSWORD` or `ASSURED_MAIL_PASSWORD_FILE`. With none of them no letter is sent; with only some, a fault names what is missing. The example
 * writes to a server on this machine alone; anything else has an address of its own that its letters lead to.
 */
export function mailFrom(
  environment: Environment,
  { example, url }: { readonly example: boolean; readonly url: string | null },
): MailSettings | null {
  const given = (name: (typeof names)[number]): string => environment[name] ?? ''
  if (names.every((name) => given(name) === '')) return null
  const server = serverIn(given('ASSURED_MAIL'))
  const from = readAddress(given('ASSURED_MAIL_FROM'))
  if (!from.ok) throw wrong('`ASSURED_MAIL_FROM` takes the email address that letters come from')
  const [user, words, file] = [given('ASSURED_MAIL_USER'), given('ASSURED_MAIL_PASSWORD'), given('ASSURED_MAIL_PASSWORD_FILE')]
  if (words !== '' && file !== '') throw wrong('`ASSURED_MAIL_PASSWORD` and `ASSURED_MAIL_PASSWORD_FILE` are both set: keep one')
  const hasPassword = words !== '' || file !== ''
  if ((user !== '') !== hasPassword)
    throw wrong('`ASSURED_MAIL_USER` needs `ASSURED_MAIL_PASSWORD` (or `ASSURED_MAIL_PASSWORD_FILE`), and the reverse')
  if (example && server.tls !== 'none')
    throw wrong('`ASSURED_MAIL` takes a server on this machine while the example is on: nobody invented is written to')
  if (!example && url === null) throw wrong('`ASSURED_MAIL` needs `ASSURED_URL`: letters lead to its pages')
  const password = !hasPassword ? null : file === '' ? { words } : { file }
  return { ...server, from: from.value, user: user === '' ? null : user, password }
}

/** Mail goes over TLS, or stays within this machine. */
function serverIn(given: string): Pick<MailSettings, 'host' | 'port' | 'tls'> {
  const url = URL.parse(given)
  const protocol = url?.protocol
  const isPlain =
    url !== null && url.username === '' && url.password === '' && /^\/?$/.test(url.pathname) && url.search === '' && url.hash === ''
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || !isPlain || url.hostname === '')
    throw wrong('`ASSURED_MAIL` takes `smtp://host:port` or `smtps://host:port`, without a name or a password')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const here = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
  const tls = protocol === 'smtps:' ? 'from the start' : here ? 'none' : 'started'
  return { host, port: url.port === '' ? usualPort[protocol] : Number(url.port), tls }
}

function wrong(words: string): Fault {
  return new Fault('bad-setting', words)
}

/** The mail server, and where our own pages are. */
type Where = { readonly mail?: MailSettings | null; readonly url: string | null; readonly port: number }

/** The way letters leave; null where no mail server is set. `name`: whom they come from. */
export async function postOf({ mail = null, url, port }: Where, name: () => string): Promise<Post | null> {
  if (mail === null) return null
  const { user, password, ...server } = mail
  const account = user === null || password === null ? null : { user, password: await passwordOf(password) }
  return { ...smtp({ ...server, account, name }), site: url ?? `http://localhost:${port}` }
}

async function passwordOf(password: NonNullable<MailSettings['password']>): Promise<string> {
  if ('words' in password) return password.words
  return secretInFile('ASSURED_MAIL_PASSWORD_FILE', password.file)
}
