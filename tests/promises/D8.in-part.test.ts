import { album } from '#duties/pictures/album.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { putPerson } from '../support/people.ts'
import { putPicture } from '../support/pictures.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const all = { ...tested.parts, gate: tested.gate }

/** Photographs; images of cameras are the other part. */
heldAs('D8', tested, {
  category: 'photographs',
  type: 'picture',
  labels: ['Kind', 'What it shows', 'Taken'],
  async put() {
    const { person } = await putPerson(on)
    await album(all).note(colleague('communications-officer'), await putPicture(all), person, null)
    return person
  },
})
