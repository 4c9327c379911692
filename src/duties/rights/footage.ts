import { randomUUID } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import { knownCamera, knownReference } from '#gate/find/known-ids.ts'
import type { Colleague } from '#gate/judge.ts'
import { goneIfUnknown, theOne } from '#gate/read/the-one.ts'
import { camera } from '#records/camera/camera.ts'
import { rightsFootage, rightsFootages } from '#records/rights-footage/rights-footage.ts'
import { rightsRequests } from '#records/rights-request/rights-request.ts'
import type { Span } from '../cameras/footage.ts'
import type { RightsDeps } from './requests.ts'

/** Which footage a request names. What it names is kept from the sweep while it is open, also before it is known whose data the request is about. */
export function footageNamedBy(deps: RightsDeps) {
  async function current(colleague: Colleague, id: string) {
    const opened = await deps.gate.open(colleague, { activity: 'rights-requests', because: 'rights-request', person: id })
    if (!opened.ok) return goneIfUnknown(opened)
    const found = theOne(await opened.read(rightsRequests, id))
    if (!found.ok) return found
    return found.item.closedOn === null ? ({ ok: true, opened, request: found.item } as const) : ({ ok: false, why: 'gone' } as const)
  }

  return {
    /** With the reference of each camera. */
    async of(colleague: Colleague, id: string) {
      const found = await current(colleague, id)
      if (!found.ok) return found
      const read = await found.opened.read(rightsFootages)
      if (!read.ok) return read
      const own = read.rows.filter(({ rightsRequestId }) => rightsRequestId === id)
      const named = await Promise.all(
        own.map(async (row) => ({ ...row, camera: (await knownReference(deps, camera, row.cameraId)) ?? null })),
      )
      return { ok: true, request: found.request, named } as const
    },

    /** `reference`: of the camera, as the register has it. `later`: a time that has not been yet. */
    async name(
      colleague: Colleague,
      id: string,
      { reference, span }: { readonly reference: string; readonly span: Span },
    ): Promise<Answer<unknown, 'gone' | 'no-camera' | 'later'>> {
      const found = await current(colleague, id)
      if (!found.ok) return found
      const cameraId = await knownCamera(deps, reference)
      if (cameraId === undefined) return { ok: false, why: 'no-camera' }
      const at = deps.clock()
      if (Temporal.Instant.compare(span.to, at) > 0) return { ok: false, why: 'later' }
      const values = { rightsRequestId: id, cameraId, startsAt: span.from.toString(), endsAt: span.to.toString() }
      return found.opened.collect(rightsFootage, { id: randomUUID(), values, source: 'colleague', collectedAt: at, clockFrom: null })
    },

    /** It was named by mistake. What that camera filmed then goes on its day again. */
    async unname(
      colleague: Colleague,
      id: string,
      { named, version }: { readonly named: string; readonly version: string },
    ): Promise<Answer<unknown, 'gone' | 'stale' | 'held'>> {
      const found = await current(colleague, id)
      return found.ok ? found.opened.erase(rightsFootage, named, version) : found
    },
  }
}
