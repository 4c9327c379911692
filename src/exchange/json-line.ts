import { isRecord } from '#shared/record.ts'

export type JsonLine = { readonly value: unknown } | { readonly problem: string }

/**
 * Parses a line of JSON. An object that has the same key twice is refused: `JSON.parse` would silently keep the last value, and only the sender knows
 * which of two dates of birth is right.
 */
export function parseJsonLine(text: string): JsonLine {
  const value = parsed(text)
  if (value === undefined) return { problem: 'the line is not JSON' }
  return colonsIn(text) === keysIn(value) ? { value } : { problem: 'an object of the line has the same key twice' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** In valid JSON each member has one colon outside of strings. */
function colonsIn(text: string): number {
  let colons = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 58) colons += 1
    else if (code === 34) at = endOfString(text, at)
  }
  return colons
}

function endOfString(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1)
  while (isEscaped(text, at)) at = text.indexOf('"', at + 1)
  return at
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1
  while (text.charCodeAt(before) === 92) before -= 1
  return (quote - before) % 2 === 0
}

/** Without recursion, so that a line of nothing but brackets does not exhaust the stack. */
function keysIn(value: unknown): number {
  let keys = 0
  const open = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) pushAll(open, next)
    else if (isRecord(next)) {
      const members = Object.values(next)
      keys += members.length
      pushAll(open, members)
    }
  }
  return keys
}

function pushAll(open: unknown[], members: readonly unknown[]): void {
  for (const member of members) if (typeof member === 'object' && member !== null) open.push(member)
}
