import sharp from 'sharp'
import { expect, test } from 'vitest'
import { album } from '#duties/pictures/album.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import { filmed } from '#records/footage/footage.ts'
import { film, filmSeconds, registerCamera } from '../support/cameras.ts'
import { testDatabase } from '../support/database.ts'
import { livewest, noon } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { heldAs } from '../support/held-as.ts'
import { wholePack } from '../support/pack.ts'
import { putPerson } from '../support/people.ts'
import { putPicture } from '../support/pictures.ts'
import { wholeOf } from '../support/sound.ts'

const on = await testDatabase()
const tested = await testGate(on, await livewest())
const all = { ...tested.deps, gate: tested.gate }

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

test('D8: what cameras filmed is held with its film, and who lives there is told that it is and for which times', async () => {
  const { person } = await putPerson(on)
  const camera = await registerCamera(tested, 'REC/1')
  const from = noon.subtract({ hours: 3 })
  const taken = await film(tested, camera, from)
  const id = taken.taken === 'stored' ? taken.footage : ''
  const opened = await tested.gate.open(colleague('cctv-operator'), { activity: 'cctv', person: camera, because: 'check' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  expect(filmed.category).toBe('cctv-footage')
  const media = await opened.hear(filmed, { id, from: 0, to: 999 })
  expect(media).toMatchObject({ ok: true, stretch: { type: 'video/mp4' } })
  const pack = await wholePack(tested.gate, colleague('data-protection-officer'), person)
  if (!pack.ok) throw new Error(JSON.stringify(pack.refusal))
  const told = pack.withheld.find(({ type }) => type === 'footage')
  const looks = await pageOfEvidence(on.database, { subject: camera, kind: 'read' })
  expect(looks.filter(({ detail }) => detail.item === id)).toMatchObject([{ categories: ['cctv-footage'], detail: { from: 0, to: 999 } }])
  expect(told).toMatchObject({ count: 1, times: [{ from: from.toString(), to: from.add({ seconds: filmSeconds }).toString() }] })
})

test('D8: a picture is held with its image, which a colleague of the work opens, on record, and nobody else', async () => {
  const officer = colleague('communications-officer')
  const id = await putPicture(all)
  for (const size of ['whole', 'small'] as const) {
    const image = await album(all).image(officer, id, size)
    if (!image.ok) throw new Error(JSON.stringify(image))
    const bytes = await wholeOf(image.stretch.read())
    expect((await sharp(bytes).metadata()).width).toBeGreaterThan(0)
    expect(await album(all).image(colleague('income-officer'), id, size)).toMatchObject({ ok: false, why: 'refused' })
  }
  const looks = await pageOfEvidence(on.database, { subject: id, kind: 'read', actor: `colleague:${officer.id}` })
  expect(looks.filter(({ detail }) => detail.item === id)).toMatchObject([
    { recordType: 'picture', categories: ['photographs'], detail: { derived: 'thumbnail' } },
    { recordType: 'picture', categories: ['photographs'] },
  ])
})
