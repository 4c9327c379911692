import { randomInt } from 'node:crypto'
import { alphabet } from './read-out.ts'

/** Twenty-four letters and digits in groups of four, which are too many to guess and can be read out. */
export function newPassphrase(): string {
  const letters = Array.from({ length: 24 }, () => alphabet[randomInt(alphabet.length)] ?? '2')
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}
