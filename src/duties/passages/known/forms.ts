import type { Around, KnownPerson } from '../passage.ts'
import { particles } from '../strangers/cues.ts'
import { isOrdinary } from '../words/lists.ts'
import { otherForms } from '../words/nicknames.ts'
import { foldWord, plainSigns } from '../words/plain.ts'
import { type NearNames, nearNames } from './typos.ts'

/** One way in which a word can be one of somebody's names. `exact` is not a short form of it. */
export type Form = {
  readonly person: KnownPerson
  readonly requester: boolean
  readonly role: 'first' | 'middle' | 'last'
  readonly exact: boolean
}

export type Forms = { readonly of: (key: string) => readonly Form[]; readonly near: (key: string) => readonly Form[] }

/** The names of everybody around the requester, and of the requester, by folded word. */
export function formsOf({ requester, known }: Around): Forms {
  const forms = new Map<string, Form[]>()
  const add = (key: string, form: Form) => {
    const there = forms.get(key) ?? []
    if (key.length > 1 && !there.some(({ person, role }) => person === form.person && role === form.role)) forms.set(key, [...there, form])
  }
  for (const person of requester) addPerson(person, true, add)
  for (const person of known) addPerson(person, false, add)
  const near: NearNames = nearNames(forms.keys())
  return {
    of: (key) => forms.get(key) ?? [],
    near: (key) => near.near(key).flatMap((name) => (forms.get(name) ?? []).map((form) => ({ ...form, exact: false }))),
  }
}

type Add = (key: string, form: Form) => void

function addPerson(person: KnownPerson, requester: boolean, add: Add): void {
  const { first, middle = '', last, knownAs = '' } = person.names
  for (const [name, role] of [
    [first, 'first'],
    [knownAs, 'first'],
    [last, 'last'],
    [middle, 'middle'],
  ] as const) {
    for (const { key, whole } of keysOf(name)) add(key, { person, requester, role, exact: whole && role !== 'middle' })
  }
  for (const key of [...keysOf(first), ...keysOf(knownAs)].map((name) => name.key)) {
    for (const form of otherForms(key)) add(form, { person, requester, role: 'first', exact: false })
    if (!requester) for (const form of beginnings(key)) add(form, { person, requester, role: 'first', exact: false })
  }
}

/** “Vik” for Vikram. Never of the requester, since Daniel beside a requester Danielle is somebody else. */
function beginnings(first: string): readonly string[] {
  return Array.from({ length: Math.max(0, first.length - 3) }, (_, index) => first.slice(0, index + 3)).filter((form) => !isOrdinary(form))
}

/** How names with these letters are written by those who lack them. */
const spellings: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

type NameKey = { readonly key: string; readonly whole: boolean }

/** The whole name in one, and its parts: “de Souza-Hart” is `desouzahart`, `souzahart`, `souza` and `hart`. The last two are not a whole name. */
function keysOf(name: string): readonly NameKey[] {
  const spelt = name.normalize('NFC').replace(/[äöüøå]/gi, (letter) => spellings[letter.toLowerCase()] ?? letter)
  return [...keysAsWritten(name), ...(spelt === name.normalize('NFC') ? [] : keysAsWritten(spelt))]
}

function keysAsWritten(name: string): readonly NameKey[] {
  const words = plainSigns(name)
    .split(/[\s.]+/)
    .map((word) => ({ word, key: foldWord(word) }))
    .filter(({ key }) => key !== '')
  const whole = [words.map(({ key }) => key).join(''), ...words.map(({ key }) => key).filter((key) => !particles.has(key))]
  const parts = words.flatMap(({ word }) => word.split(/['-]/).map(foldWord)).filter((part) => part.length > 2 && !particles.has(part))
  return [...whole.map((key) => ({ key, whole: true })), ...parts.map((key) => ({ key, whole: false }))]
}

/** The first letters of somebody's given names, and of their last names. */
export function givenInitials({ names }: KnownPerson): ReadonlySet<string> {
  return new Set(
    [names.first, names.middle ?? '', names.knownAs ?? ''].flatMap((name) =>
      name.split(/[\s-]+/).map((part) => foldWord(part).slice(0, 1)),
    ),
  )
}

export function lastInitials({ names }: KnownPerson): ReadonlySet<string> {
  return new Set(names.last.split(/[\s-]+/).map((part) => foldWord(part).slice(0, 1)))
}
