import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson, putRecording } from '../support/people.ts'

const on = await testDatabase()
const gate = await testGate(on, await livewest())

heldAs('D7', gate, {
  category: 'call-recordings',
  type: 'call-recording',
  labels: ['When', 'Length in seconds', 'Direction'],
  async put() {
    const { person } = await putPerson(on)
    await putRecording(on, person, '2026-11-02')
    return person
  },
})
