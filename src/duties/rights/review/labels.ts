import type { Proposal } from '../../passages/passage.ts'
import type { Passage } from './reading.ts'

/**
 * Labels that stay as they were when the texts are looked through again: whoever was “Person 2” is still. `before`: the passages that are kept, by text.
 */
export function steadyLabels(before: ReadonlyMap<string, readonly Passage[]>, proposals: readonly Proposal[]): (label: string) => string {
  const kept = new Map<string, string>()
  for (const { text, start, end, label } of proposals) {
    const same = before.get(text)?.find((each) => each.start === start && each.end === end)
    if (same !== undefined && !kept.has(label)) kept.set(label, same.label)
  }
  const taken = new Set([...before.values()].flatMap((passages) => passages.map(({ label }) => label)))
  return (label) => {
    const known = kept.get(label)
    if (known !== undefined) return known
    const free = taken.has(label) ? nextFree(label, taken) : label
    kept.set(label, free)
    taken.add(free)
    return free
  }
}

function nextFree(label: string, taken: ReadonlySet<string>): string {
  const name = label.replace(/ \d+$/, '')
  for (let number = 1; ; number += 1) if (!taken.has(`${name} ${number}`)) return `${name} ${number}`
}
