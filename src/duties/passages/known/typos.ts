/** Names by what is left of them without one letter, so that a word with one slip is found without comparing it with every name. */
export type NearNames = { readonly near: (key: string) => readonly string[] }

const shortest = 4

export function nearNames(keys: Iterable<string>): NearNames {
  const byRest = new Map<string, string[]>()
  for (const key of new Set(keys)) {
    if (key.length < shortest) continue
    for (const rest of rests(key)) byRest.set(rest, [...(byRest.get(rest) ?? []), key])
  }
  return {
    near: (key) => {
      if (key.length < shortest || key.length > 40) return []
      const found = new Set([...rests(key)].flatMap((rest) => byRest.get(rest) ?? []))
      return [...found].filter((name) => name !== key && isOneSlip(name, key))
    },
  }
}

function rests(key: string): ReadonlySet<string> {
  return new Set([key, ...Array.from(key, (_, index) => key.slice(0, index) + key.slice(index + 1))])
}

/** Whether two different words are one slip apart: a letter more, less or other, or two that changed places. */
function isOneSlip(one: string, other: string): boolean {
  let from = 0
  while (from < one.length && one[from] === other[from]) from += 1
  let back = 0
  while (back < Math.min(one.length, other.length) - from && one.at(-1 - back) === other.at(-1 - back)) back += 1
  const left = one.slice(from, one.length - back)
  const right = other.slice(from, other.length - back)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
