import { randomUUID } from 'node:crypto'
import { contactDetail } from '#records/contact-detail/contact-detail.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

heldAs('D2', tested, {
  category: 'contact-details',
  type: 'contact-detail',
  labels: ['Kind', 'Value'],
  put: async () => {
    const { person } = await putPerson(on)
    const opened = await tested.gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.ok) throw new Error('refused')
    await opened.collect(contactDetail, {
      id: randomUUID(),
      values: { contactType: 'phone', value: '01392 555 0101' },
      source: 'the-person',
      collectedAt: noon,
      clockFrom: null,
    })
    return person
  },
})
