import { domainToASCII } from 'node:url'
import { noticeReader } from '#records/notice-reader/notice-reader.ts'

type Read = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string }

const longest = noticeReader.fields.address.limits.longest ?? 254
const longestName = 64

/** The part before the @, as RFC 5321 lets it stand without quotes. */
const name = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
/** At least two labels: a name that only one network knows is nobody’s outside it. */
const domain = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/

const like = 'Enter an email address like name@example.com'

/**
 * An e-mail address as mail is sent to it: a domain of other letters (`bücher.example`) in the form that every mail server knows. Whatever could be
 * read as a second address or as a header is refused.
 */
export function readAddress(typed: string): Read {
  const [before = '', after = '', ...more] = typed.trim().split('@')
  if (before === '' || after === '' || more.length > 0) return { ok: false, message: like }
  if (/[\u0080-\uffff]/.test(before))
    return { ok: false, message: 'We can only write to addresses with plain letters, such as a to z, before the @' }
  const host = domainToASCII(after).toLowerCase()
  if (!name.test(before) || !domain.test(host)) return { ok: false, message: like }
  const address = `${before}@${host}`
  if (before.length > longestName || address.length > longest)
    return { ok: false, message: 'This address is longer than an email address can be. Check that you have typed it right' }
  return { ok: true, value: address }
}

/** What letters are counted by: one mailbox has as many addresses as its owner puts words behind a `+`. */
export function mailboxOf(address: string): string {
  return sameAddress(address).replace(/\+[^@]*(?=@)/, '')
}

/** The same mailbox in whichever case it was typed. */
export function sameAddress(address: string): string {
  return address.toLowerCase()
}
