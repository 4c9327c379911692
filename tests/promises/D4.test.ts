import { expect, test } from 'vitest'
import { sensitivityOf } from '#notice/vocabulary.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

async function withNeed(): Promise<string> {
  const { person } = await putPerson(on)
  const blob = await tested.parts.keys.seal(
    person,
    { table: 'person', row: person, category: 'support-needs' },
    { supportNeeds: 'Large print' },
  )
  await on.asAdmin((admin) => admin.query('update person set sealed_support_needs = $2 where id = $1', [person, blob]))
  return person
}

heldAs('D4', tested, { category: 'support-needs', type: 'person', labels: ['What we do differently for you'], put: withNeed })

test('what somebody needs support with is specially protected, and stored as ciphertext alone', async () => {
  expect(sensitivityOf('support-needs')).toBe('special')
  const person = await withNeed()
  const [row] = await on.asAdmin((admin) =>
    admin.query<{ text: string }>('select to_jsonb(p)::text as text from person p where id = $1', [person]),
  )
  expect(row?.text).not.toContain('Large print')
})
