import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { editionOf } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson } from '../support/people.ts'
import { home } from '../support/places.ts'

const on = await testDatabase()
const landlords = await readdir(join(home, 'tests/landlords'))

describe('whoever asks gets a copy of what is held', () => {
  test.each(landlords)('under the notice of %s, by which those who answer collect nothing', async (landlord) => {
    const released = await editionOf(`tests/landlords/${landlord}`)
    const grants = released.edition.activities.find(({ id }) => id === 'rights-requests')?.colleagues ?? []
    expect(grants.flatMap(({ acts }) => acts)).not.toContain('collect')
    const { gate } = await testGate(on, released)
    const { person } = await putPerson(on)
    const pack = await wholePack(gate, colleague('data-protection-officer'), person, released.hash)
    expect(pack).toMatchObject({ person, items: { person: 1 } })
  })
})
