/** Letters and digits that are not confused when read out. */
export const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Random bytes as letters that can be read out and typed, in groups of four: `7KQM-2XAB`. */
export function readOut(bytes: Uint8Array): string {
  const letters = [...bytes].map((byte) => alphabet[byte % alphabet.length] ?? '2').join('')
  return letters.match(/.{1,4}/g)?.join('-') ?? ''
}

/** Such letters however they were typed: in capitals and in groups of four. */
export function asReadOut(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  return letters.match(/.{1,4}/g)?.join('-') ?? ''
}
