import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Category } from '#notice/vocabulary.ts'
import { everyPart } from '#records/every-part.ts'
import { colleague, type TestGate } from './gate.ts'
import { wholePack } from './pack.ts'

/** One test: the category is stored in records of the type, in the fields named, and the copy of a person's data includes them. */
export function heldAs(
  clause: string,
  { gate }: TestGate,
  held: { readonly category: Category; readonly type: string; readonly labels: readonly string[]; readonly put: () => Promise<string> },
): void {
  test(`${clause}: it is held, and the person can have a copy of it`, async () => {
    const part = everyPart.find((each) => each.type.name === held.type && each.category === held.category)
    expect(part?.fields.map((name) => part.type.fields[name]?.label.customer)).toEqual(expect.arrayContaining([...held.labels]))
    const person = await held.put()
    const pack = await wholePack(gate, colleague('data-protection-officer'), person)
    if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
    const section = pack.sections.find((each) => each.type === held.type && each.category === held.category)
    const values = section?.items[0]?.values ?? {}
    for (const label of held.labels) expect(String(values[label] ?? ''), label).toMatch(/\S/)
    // Another person's copy has none of it.
    const other = await wholePack(gate, colleague('data-protection-officer'), randomUUID())
    expect(other).toMatchObject({ ok: false })
  })
}
