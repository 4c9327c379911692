import { isRecord } from '#shared/record.ts'
import type { Path, Spotted } from './finding.ts'

/** A place in prose where a contact is told: `{email of sales}`, `{post of data-protection}`. */
const placeholder = /\{(email|phone|post|website|concerns) of ([a-z-]+)\}/g
/** The texts that the public reads. */
const prose = new Set('activities clauses notice layers cards'.split(' '))

const contactNames: Readonly<Record<string, string>> = {
  'data-protection': 'dataProtection',
  wording: 'wording',
  sales: 'sales',
  regulator: 'regulator',
}

/** The texts of an edition with each contact filled in, and what is wrong with those that could not be. */
export type Contacted = { readonly raw: Record<string, unknown>; readonly spotted: readonly Spotted[] }

/** A contact is written once, in landlord.yaml, and prose names it (N6): whoever moves to another number changes one line. */
export function withContacts(raw: Readonly<Record<string, unknown>>): Contacted {
  const contacts = isRecord(raw.landlord) && isRecord(raw.landlord.contacts) ? raw.landlord.contacts : {}
  const known = Object.values(contacts).flatMap((each) => (isRecord(each) ? [each.email, each.phone, each.concerns] : []))
  const typed = known.filter((each) => typeof each === 'string')
  const spotted: Spotted[] = []
  const word = (at: Path, text: string): string => {
    spotted.push(...byHand(at, text, typed))
    return text.replace(placeholder, (written: string, kind: string, whose: string, index: number) => {
      const told = contactOf(contacts, kind, whose)
      if (told === undefined) spotted.push(unknown(lineAt(at, text, index), written))
      return told ?? ''
    })
  }
  const filled = Object.entries(raw).map(([key, value]) => [key, prose.has(key) ? mapped([key], value, word) : value])
  return { raw: Object.fromEntries(filled), spotted }
}

function contactOf(contacts: Readonly<Record<string, unknown>>, kind: string, whose: string): string | undefined {
  const of = contacts[contactNames[whose] ?? '']
  const told = isRecord(of) ? of[kind] : undefined
  if (typeof told === 'string') return told
  return Array.isArray(told) ? told.map(String).join(', ') : undefined
}

function mapped(at: Path, value: unknown, word: (at: Path, text: string) => string): unknown {
  if (typeof value === 'string') return word(at, value)
  if (Array.isArray(value)) return value.map((each: unknown, index) => mapped([...at, index], each, word))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped([...at, key], each, word)]))
}

function byHand(at: Path, text: string, contacts: readonly string[]): readonly Spotted[] {
  return contacts
    .filter((contact) => text.includes(contact))
    .map((contact) => ({
      at: lineAt(at, text, text.indexOf(contact)),
      message: `\`${contact}\` is typed by hand, so that it stays when landlord.yaml gives another (N6)`,
      fix: 'write `{email of …}`, `{phone of …}`, `{post of …}` or `{concerns of …}` with data-protection, wording, sales or regulator',
    }))
}

function unknown(at: Path, written: string): Spotted {
  return {
    at,
    message: `\`${written}\` stands for no contact of landlord.yaml (N6)`,
    fix: `give it under \`contacts\`, or name one of: ${Object.keys(contactNames).join(', ')}`,
  }
}

function lineAt(at: Path, text: string, index: number): Path {
  return [...at, text.slice(0, index).split('\n').length - 1]
}
