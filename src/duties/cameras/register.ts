import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { ChangeAnswer } from '#gate/change.ts'
import { collectMany, mayCollectMany } from '#gate/collect-many.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { knownCamera } from '#gate/known-ids.ts'
import type { ReadAnswer } from '#gate/read-part.ts'
import type { PartShape, Provenance } from '#gate/record-part.ts'
import { firstPage } from '#gate/work-list.ts'
import type { Edition } from '#notice/edition.ts'
import { grantsOf } from '#notice/grants-of.ts'
import { camera, cameras } from '#records/camera/camera.ts'

export type Camera = PartShape<typeof camera.fields, 'cctv-footage'>
/** What the register says about a camera; null where a value is missing. */
export type Entry = Omit<Camera, keyof Provenance>
/** `known`: there is already a camera with this reference. */
export type RegisterAnswer = Answer<{ readonly id: string }, 'known'>

const activity = 'cctv'
/** The size of a page, and the most pages that are read: together more cameras than any landlord has. */
const [aPage, mostPages] = [100, 50]

/** Whether the edition lets one of the colleague's roles see the register. */
export function seesCameras(edition: Edition, colleague: Colleague): boolean {
  return grantsOf(edition, activity, 'view', colleague.roles).some(({ categories }) => categories.includes(camera.category))
}

/** The register of cameras (CV1). Whoever may film for the activity `cctv` may maintain it. */
export function cameraRegister(deps: GateDeps & { readonly gate: Gate }) {
  const open = (colleague: Colleague, id: string) => deps.gate.open(colleague, { activity, person: id, because: 'check' })
  return {
    /** All cameras, in no particular order. */
    async all(colleague: Colleague): Promise<ReadAnswer<Camera>> {
      const reading = deps.gate.workList(colleague, { activity, because: 'check' })
      const rows: Camera[] = []
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await reading.read(cameras, { after: rows.at(-1)?.id ?? firstPage, limit: aPage })
        if (!answer.ok) return answer
        rows.push(...answer.rows)
        if (answer.rows.length < aPage) break
      }
      return { ok: true, rows, onHold: null }
    },

    /** One camera; `gone` if there is none with that id. */
    async look(colleague: Colleague, id: string): Promise<Answer<{ readonly camera: Camera }, 'gone'>> {
      if ((await knownCamera(deps, id)) === undefined) return { ok: false, why: 'gone' }
      const opened = await open(colleague, id)
      if (!opened.ok) return opened
      const answer = await opened.read(cameras, id)
      if (!answer.ok) return answer
      const [found] = answer.rows
      return found === undefined ? { ok: false, why: 'gone' } : { ok: true, camera: found }
    },

    async register(colleague: Colleague, values: Entry): Promise<RegisterAnswer> {
      if ((await knownCamera(deps, values.reference)) !== undefined) return { ok: false, why: 'known' }
      const id = randomUUID()
      const item = { id, values, person: null, collectedAt: deps.clock(), clockFrom: null }
      const answer = await collectMany(deps, colleague, activity, [{ type: camera, source: 'colleague', items: [item] }])
      return answer.ok ? { ok: true, id } : answer
    },

    /** Whether the colleague may register cameras and correct entries. */
    mayRegister: (colleague: Colleague): boolean => mayCollectMany(deps, colleague, activity, camera),

    /** Changes an entry: a new assessment, a review, or that the camera was taken down. */
    async change(colleague: Colleague, entry: Pick<Camera, 'id' | 'version'>, values: Partial<Entry>): Promise<ChangeAnswer> {
      const opened = await open(colleague, entry.id)
      if (!opened.ok) return opened
      return opened.correct(camera, { id: entry.id, version: entry.version, values, source: 'colleague' })
    },
  }
}
