import { randomUUID } from 'node:crypto'
import { type Deciding, decideDisclosure } from '#duties/disclosures/decide.ts'
import { fetchDisclosure } from '#duties/disclosures/fetch.ts'
import { prepare } from '#duties/disclosures/prepare.ts'
import { theOne } from '#gate/read/the-one.ts'
import { disclosures } from '#records/disclosure/disclosure.ts'
import { film, registerCamera } from './cameras.ts'
import { asksForClip, rungBack } from './clips.ts'
import type { TestDatabase } from './database.ts'
import { noon } from './edition.ts'
import { colleague, openTo, type TestGate } from './gate.ts'
import { madeMedia } from './media.ts'
import { ok } from './rights.ts'
import { inChunks, wholeOf } from './sound.ts'

const operator = colleague('cctv-operator')
const manager = colleague('senior-manager')
export const filmedFrom = noon.subtract({ hours: 3 })

/** A camera that filmed four seconds, and what gives a clip of it to the police: prepared, looked at by another, and fetched. */
export async function footageFor(on: TestDatabase, at: Pick<TestGate, 'deps' | 'gate'>) {
  const camera = await registerCamera(at, `REC/${randomUUID()}`)
  const taken = await film(at, camera, filmedFrom)
  const piece = taken.taken === 'stored' ? taken.footage : ''
  const open = (who: typeof operator) => openTo(at.gate, who, { activity: 'crime-prevention', person: camera, because: 'case' })
  const look = async (id: string) => ok(theOne(await (await open(operator)).read(disclosures, id))).item
  return {
    camera,
    piece,
    look,
    async prepared(): Promise<string> {
      const treated = { masks: [], silences: [], uploaded: inChunks(await madeMedia('film.mp4')) }
      const asked = { piece, request: await asksForClip(on), from: filmedFrom, to: filmedFrom.add({ seconds: 4 }), ...treated }
      return ok(await prepare({ ...at.deps, ffmpeg: null }, await open(operator), operator, asked)).id
    },
    async decided(id: string, deciding: Deciding = rungBack): Promise<void> {
      ok(await decideDisclosure(at.deps, await open(manager), manager, await look(id), deciding))
    },
    async fetched(id: string): Promise<void> {
      await wholeOf(ok(await fetchDisclosure(at.deps, await open(operator), await look(id), 'Receipt')).archive)
    },
  }
}
