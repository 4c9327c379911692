import { hasCapital } from '../strangers/around.ts'
import { oaths, particles, titles, vague } from '../strangers/cues.ts'
import { titleBefore } from '../strangers/titles.ts'
import { isFrequent, isOnNameList, isOrdinary } from '../words/lists.ts'
import type { Word } from '../words/words.ts'
import { joinsName, ofSamePeople, type Reading, rolesOf } from './claims.ts'
import { type Form, type Forms, givenInitials, lastInitials } from './forms.ts'

/** The forms that a word has, and how many words they take: “O Brien” takes two. */
function formsAt(words: readonly Word[], index: number, forms: Forms): { readonly forms: readonly Form[]; readonly to: number } {
  const word = words[index]
  if (word === undefined) return { forms: [], to: index }
  const longest = joinedAt(words, index, forms)
  if (longest !== null) return longest
  return { forms: word.parts.length < 2 ? withoutS(words, index, forms) : word.parts.flatMap((part) => forms.of(part)), to: index }
}

const mostWords = 4

/** The longest name that a word and those after it make together: “van der Berg”, “St. Clair”. */
function joinedAt(words: readonly Word[], index: number, forms: Forms): { readonly forms: readonly Form[]; readonly to: number } | null {
  let longest: { readonly forms: readonly Form[]; readonly to: number } | null = null
  let key = ''
  for (let to = index; to < index + mostWords; to += 1) {
    const word = words[to]
    if (word === undefined || (to > index && !/^(?: |-|\. )$/.test(word.gap))) break
    key += word.key
    const joined = forms.of(key)
    if (joined.length > 0) longest = { forms: joined, to }
    if (word.possessive) break
  }
  return longest
}

/** “Chubbs lot”: a possessive without its apostrophe. */
function withoutS(words: readonly Word[], index: number, forms: Forms): readonly Form[] {
  const key = words[index]?.key ?? ''
  if (!key.endsWith('s') || key.length < 5) return []
  const told = words[index]?.telling === true && hasCapital(words[index])
  return isOrdinary(key) && !told && titleBefore(words, index) === null ? [] : forms.of(key.slice(0, -1))
}

/** A long word with one slip in it. An ordinary word is never taken for one, nor a name for the requester's: “Loxton” beside a requester Luxton. */
function slipAt(word: Word | undefined, forms: Forms, shortest: number): readonly Form[] {
  if (word === undefined || word.key.length < shortest || (isOrdinary(word.key) && (shortest > longEnoughBeside || isFrequent(word.key))))
    return []
  return forms.near(word.key).filter(({ requester }) => !requester || !isOnNameList(word.key))
}

const longEnoughAlone = 6
const longEnoughBeside = 4

/** The longest name of known people that begins at a word, or null. */
export function readName(words: readonly Word[], index: number, forms: Forms): Reading | null {
  const exact = formsAt(words, index, forms)
  if (exact.forms.length > 0) return readOn(words, start(index, exact.to, exact.forms, false), forms)
  const slips = slipAt(words[index], forms, longEnoughAlone)
  if (slips.length > 0 && (hasCapital(words[index]) || (words[index]?.key.length ?? 0) > longEnoughAlone))
    return readOn(words, start(index, index, slips, true), forms)
  const beside = isOrdinary(words[index]?.key ?? '') ? [] : slipAt(words[index], forms, longEnoughBeside)
  const read = beside.length === 0 ? null : readOn(words, start(index, index, beside, true), forms)
  return read !== null && read.to > index ? read : null
}

function start(from: number, to: number, forms: readonly Form[], slip: boolean): Reading {
  return { from, to, forms, roles: rolesOf(forms), slip, another: false }
}

function readOn(words: readonly Word[], reading: Reading, forms: Forms): Reading {
  let now = reading
  for (let steps = 0; steps < 6; steps += 1) {
    const next = step(words, now, forms)
    if (next === null) break
    now = next
  }
  return beforeIt(words, withParticles(words, now))
}

/** “van den Berg” where the record has “van der Berg”. */
function withParticles(words: readonly Word[], now: Reading): Reading {
  let { from } = now
  while (from > now.from - 2 && particles.has(words[from - 1]?.key ?? '') && words[from]?.gap === ' ') from -= 1
  return now.forms.some(({ role }) => role === 'last') && !now.roles.has('first') ? { ...now, from } : now
}

/** One word further, or null where the name ends. */
function step(words: readonly Word[], now: Reading, forms: Forms): Reading | null {
  const word = words[now.to + 1]
  const last = words[now.to]
  if (word === undefined || last === undefined || last.possessive) return null
  const reversed = word.gap === ', ' && beginsReversed(words, now)
  if (!joinsName(word, last) && !reversed) return null
  if (vague.has(word.key) && now.roles.has('first')) return { ...now, to: now.to + 1 }
  if (word.shape === 'initial' || (word.key.length === 1 && word.key !== 'a' && word.key !== 'i')) return byInitial(words, now, forms)
  const exact = formsAt(words, now.to + 1, forms)
  const both = ofSamePeople(now.forms, exact.forms)
  if (both.length > 0 && (!reversed || both.some(({ person }) => hasRole(exact.forms, person, 'first'))))
    return further(now, exact.to, both, ofSamePeople(exact.forms, both), false)
  if (particles.has(word.key) || oaths.has(word.key)) {
    const second = particles.has(words[now.to + 2]?.key ?? '') ? 1 : 0
    const after = formsAt(words, now.to + 2 + second, forms)
    const still = ofSamePeople(now.forms, after.forms)
    return still.length === 0 ? null : further(now, after.to, still, ofSamePeople(after.forms, still), false)
  }
  const slips = slipAt(word, forms, longEnoughBeside).filter(({ role }) => !now.roles.has(role) || now.roles.size > 1)
  const almost = ofSamePeople(now.forms, slips)
  return almost.length === 0 || reversed ? null : further(now, now.to + 1, almost, ofSamePeople(slips, almost), true)
}

/** “Smith, Anne”: a surname alone, with a capital, and nothing before it that belongs to it. */
function beginsReversed(words: readonly Word[], { from, roles }: Reading): boolean {
  const before = words[from - 1]
  const first = words[from]
  if (first === undefined || first.shape === 'lower' || roles.size !== 1 || !roles.has('last')) return false
  return before === undefined || !joinsName(first, before) || (before.shape !== 'initial' && !titles.has(before.key))
}

function hasRole(forms: readonly Form[], person: Form['person'], role: Form['role']): boolean {
  return forms.some((form) => form.person === person && form.role === role)
}

function further(now: Reading, to: number, forms: readonly Form[], read: readonly Form[], slip: boolean): Reading {
  return { ...now, to, forms, roles: new Set([...now.roles, ...rolesOf(read)]), slip: now.slip || slip }
}

/** “John B Smith” and “Smith J”. An initial between two names belongs to them. */
function byInitial(words: readonly Word[], now: Reading, forms: Forms): Reading | null {
  const word = words[now.to + 1]
  if (word === undefined) return null
  const after = formsAt(words, now.to + 2, forms)
  const still = joinsName(words[now.to + 2] ?? word, word) ? ofSamePeople(now.forms, after.forms) : []
  if (still.length > 0) return further(now, after.to, still, ofSamePeople(after.forms, still), false)
  const ofLast = now.forms.filter(({ person }) => lastInitials(person).has(word.key))
  if (now.roles.has('first') && !now.roles.has('last') && ofLast.length > 0) return further(now, now.to + 1, ofLast, [], false)
  const own = now.forms.filter(({ person }) => givenInitials(person).has(word.key))
  return now.roles.has('last') && own.length > 0 && word.key !== 'i' ? further(now, now.to + 1, own, [], false) : null
}

/** Initials before a surname: they say who of a family is meant, or that it is somebody else. */
function beforeIt(words: readonly Word[], now: Reading): Reading {
  const surnameOnly = now.forms.some(({ role }) => role === 'last') && !now.roles.has('first')
  const before = words[now.from - 1]
  const first = words[now.from]
  if (!surnameOnly || before === undefined || first === undefined || !joinsName(first, before)) return now
  if (first.shape === 'lower') return smallInitial(now, before)
  const pair = before.shape === 'capitals' && before.key.length === 2 && !before.shouted
  if (before.shape !== 'initial' && !pair) return now
  const dotted = first.gap !== ' '
  const own = now.forms.filter(({ person }) => givenInitials(person).has(before.key.slice(0, 1)))
  if (own.length > 0) return { ...now, from: earliest(words, now.from - 1), forms: own, roles: new Set([...now.roles, 'first']) }
  return pair || (!dotted && (before.key === 'a' || before.key === 'i'))
    ? now
    : { ...now, from: earliest(words, now.from - 1), another: true }
}

/** “j smith” in small letters. */
function smallInitial(now: Reading, before: Word): Reading {
  const own = /^[b-hj-z]$/.test(before.key) ? now.forms.filter(({ person }) => givenInitials(person).has(before.key)) : []
  return own.length === 0 ? now : { ...now, from: now.from - 1, forms: own, roles: new Set([...now.roles, 'first']) }
}

const mostInitials = 4

function earliest(words: readonly Word[], from: number): number {
  let first = from
  while (from - first < mostInitials) {
    const before = words[first - 1]
    const word = words[first]
    if (before?.shape !== 'initial' || word === undefined || !joinsName(word, before)) break
    first -= 1
  }
  return first
}
