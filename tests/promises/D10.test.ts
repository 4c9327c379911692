import { randomUUID } from 'node:crypto'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson } from '../support/people.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())

const values = { happenedAt: noon.toString(), channel: 'visit', direction: 'in', topic: 'Damp', summary: 'The bedroom wall is damp.' }

heldAs('D10', tested, {
  category: 'contact-log',
  type: 'contact-log',
  labels: ['When', 'How', 'About', 'What was said'],
  put: async () => {
    const { person } = await putPerson(on)
    const opened = await tested.gate.open(colleague('housing-officer'), { activity: 'tenancy-management', person, because: 'case' })
    if (!opened.ok) throw new Error('refused')
    await opened.collect(contactLog, { id: randomUUID(), values: values, source: 'the-person', collectedAt: noon, clockFrom: null })
    return person
  },
})
