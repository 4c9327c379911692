const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** What a spreadsheet makes of a long number: its first digits, and how many there were. */
const shortened = /^\s*\d+([.,]\d+)?e\+?\d+\s*$/i
/** Fewer digits are no number that anybody could be found or called by. */
const fewest = 5

/** A number as telephone systems and people write it, in digits of any script, for a closer look: full-width signs are plain ones. */
export function plainNumber(written: string): string {
  return written.normalize('NFKC').replace(invisible, '').trim()
}

/** Why a text cannot be kept as a telephone number, or null; words beside the number (`(daughter)`) and a second number are no harm. */
export function whyNoNumber(written: string): string | null {
  const plain = plainNumber(written)
  if (shortened.test(plain)) return 'is a number that a spreadsheet has shortened: give the column as text, with every digit'
  return (plain.match(/\p{Nd}/gu) ?? []).length < fewest ? `holds no telephone number (${fewest} digits or more)` : null
}

/** Whether a way of contact is called so that a number is expected of it. */
export function isTelephone(kind: string): boolean {
  return /phone|mobile|\btel\b|fax|sms|landline/i.test(kind)
}
