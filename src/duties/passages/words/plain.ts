const signs: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "'": '‘’ʼʹ`´′＇‛',
    '-': '‐‑‒–—−﹣－',
    ' ': '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t',
    '@': '＠',
    '.': '．',
    '+': '＋',
  }).flatMap(([plain, others]) => [...others].map((other) => [other, plain] as const)),
)
const special = /[^\p{L}\p{M}\n -_a-~]/gu

/** The text with plain quotes, dashes, spaces and digits. Every offset stays the same, so that what is found in it is found in the text. */
export function plainSigns(text: string): string {
  return text.replace(special, (sign) => signs.get(sign) ?? plainDigit(sign))
}

function plainDigit(sign: string): string {
  const digit = sign.normalize('NFKC')
  if (sign.length === 1 && /^[0-9]$/.test(digit)) return digit
  return sign.length === 1 && /^\p{Nd}$/u.test(sign) ? String(placeInRow(sign)) : sign
}

/** Digits of every script stand in rows of ten, each beginning with its zero. */
function placeInRow(digit: string): number {
  const code = digit.charCodeAt(0)
  let before = 0
  while (before < 9 && /^\p{Nd}$/u.test(String.fromCharCode(code - before - 1))) before += 1
  return before
}

/** Letters that Unicode does not split into a plain letter and a mark. */
const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' }

/** A word for comparison: no accents, capitals, hyphens, apostrophes or invisible signs. “O’Brien” is `obrien`. */
export function foldWord(word: string): string {
  if (/^[a-z]+$/.test(word)) return word
  const plain = word
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{Nd}]/gu, '')
  return plain.replaceAll(/[ßæœøłđðþıħ]/g, (letter) => letters[letter] ?? letter)
}
