const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** What a spreadsheet makes of a long number: its first digits and an exponent. */
const shortened = /^\s*\d+([.,]\d+)?e\+?\d+\s*$/i
/** Nobody could be found or called by fewer digits. */
const fewest = 5

/** A number as telephone systems and people write it, for comparison: digits of any script become plain ones, and so do full-width signs. */
export function plainNumber(written: string): string {
  return written.normalize('NFKC').replace(invisible, '').trim()
}

/** Why a text cannot be stored as a telephone number, or null. Words beside the number (`(daughter)`) and a second number are allowed. */
export function whyNoNumber(written: string): string | null {
  const plain = plainNumber(written)
  if (shortened.test(plain)) return 'is a number that a spreadsheet has shortened: give the column as text, with every digit'
  return (plain.match(/\p{Nd}/gu) ?? []).length < fewest ? `holds no telephone number (${fewest} digits or more)` : null
}

/** Whether the name of a way of contact says that it is a telephone number. */
export function isTelephone(kind: string): boolean {
  return /phone|mobile|\btel\b|fax|sms|landline/i.test(kind)
}
