import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

heldAs('D1', tested, {
  category: 'personal-details',
  type: 'person',
  labels: ['First name', 'Last name', 'Date of birth'],
  put: async () => (await putPerson(on)).person,
})
heldAs('D1', tested, { category: 'tenure', type: 'asset', labels: ['Address', 'Postcode'], put: async () => (await putPerson(on)).person })
