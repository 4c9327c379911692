import type { Difference } from '#notice/compare/difference.ts'
import { compare } from '#notice/compare.ts'
import type { Edition } from '#notice/edition.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { dateIn } from '#shared/clock.ts'
import { longDate } from '#shared/london-time.ts'
import { confirmWithin } from './links.ts'
import type { Letter } from './post.ts'

/** The most changes that a letter tells; the page has all. */
const mostTold = 12

export const changesAt = '/notice/changes'

export function confirmAt(site: string, link: string): string {
  return `${site}${changesAt}/confirm?link=${link}`
}

export function stopAt(site: string, link: string): string {
  return `${site}${changesAt}/stop?link=${link}`
}

/** Where a mail program sends to by itself (RFC 8058). */
function oneClickAt(site: string, link: string): string {
  return `${site}${changesAt}/one-click?link=${link}`
}

type Asked = {
  readonly edition: Edition
  readonly to: string
  readonly site: string
  readonly link: string
  readonly now: Temporal.Instant
}

/** The same letter whether the address is known or not. */
export function confirmLetter({ edition, to, site, link, now }: Asked): Letter {
  const { name } = edition.landlord
  return {
    to,
    subject: `${name}: confirm your email address`,
    text: lines([
      `Somebody asked us to write to this address when our privacy notice changes.`,
      `If it was you, open this page and press the button, by ${longDate(dateIn(now.add(confirmWithin)))}:`,
      confirmAt(site, link),
      'If it was not you, do nothing. We have not kept your address.',
      'Have you told us before, and want us to stop? This page stops it:',
      stopAt(site, link),
      name,
    ]),
  }
}

type Told = {
  readonly from: Edition | undefined
  readonly edition: Edition
  readonly to: string
  readonly site: string
  readonly link: string
  /** One letter of this edition to this reader, however often it is sent. */
  readonly id: string
}

/** That an edition counts from today, and what changed since the one that the reader knew. */
export function changedLetter({ from, edition, to, site, link, id }: Told): Letter {
  const { name } = edition.landlord
  const stop = stopAt(site, link)
  return {
    to,
    subject: `${name}: our privacy notice has changed`,
    text: lines([
      `Our privacy notice has changed. The new one (${edition.dated}) counts from ${longDate(firstDayOf(edition))}.`,
      ...whatChanged(from, edition),
      from === undefined
        ? `Read it here:\n${site}/notice`
        : `See every change, with the words before and after:\n${site}/notice/editions/compare?from=${from.id}&to=${edition.id}`,
      `You asked us to tell you of this, and we use your address for nothing else. Stop these messages, and we delete your address at once:\n${stop}`,
      name,
    ]),
    stopAt: oneClickAt(site, link),
    id,
  }
}

function whatChanged(from: Edition | undefined, edition: Edition): readonly string[] {
  if (from === undefined) return []
  const told = plainChanges(from, edition)
  if (told.length === 0) return []
  const more = told.length - mostTold
  const rest = more > 0 ? [`- and ${more} more`] : []
  return [['What changed:', ...told.slice(0, mostTold).map((words) => `- ${words}`), ...rest].join('\n')]
}

/** What changed in words for readers. What only registers and heads of editions say is left to the page, unless nothing else changed. */
export function plainChanges(from: Edition, to: Edition): readonly string[] {
  const all = compare(from, to)
  const forReaders = all.filter(({ kind }) => kind !== 'register-changed' && kind !== 'edition-changed')
  return (forReaders.length === 0 ? all : forReaders).map(inASentence)
}

function inASentence({ words }: Difference): string {
  const plain = words.replaceAll('`', '')
  return `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`
}

function lines(paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}
