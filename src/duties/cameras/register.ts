import type { Answer } from '#decisions/done-or-refused.ts'
import { knownCamera } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import type { PartShape, Provenance } from '#gate/record-part.ts'
import { camera, cameras } from '#records/camera/camera.ts'
import { type RegisterDeps, registerOf } from '../registers/register.ts'

export type Camera = PartShape<typeof camera.fields, 'cctv-footage'>
/** What the register says about a camera; null where a value is missing. */
export type Entry = Omit<Camera, keyof Provenance>
/** `known`: there is already a camera with this reference. */
export type RegisterAnswer = Answer<{ readonly id: string }, 'known'>

/** The register of cameras (CV1). Whoever may film for the activity `cctv` may maintain it. */
export function cameraRegister(deps: RegisterDeps) {
  const register = registerOf(deps, { activity: 'cctv', type: camera, part: cameras })
  return {
    ...register,

    /** One camera; `gone` if there is none with that id. */
    async look(colleague: Colleague, id: string): Promise<Answer<{ readonly camera: Camera }, 'gone'>> {
      const found = await register.look(colleague, id)
      return found.ok ? { ok: true, camera: found.item } : found
    },

    async register(colleague: Colleague, values: Entry): Promise<RegisterAnswer> {
      if ((await knownCamera(deps, values.reference)) !== undefined) return { ok: false, why: 'known' }
      return register.register(colleague, values)
    },
  }
}
