import { camera } from '#records/camera/camera.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { footage } from '#records/footage/footage.ts'
import { atNoon, type Household } from './invented.ts'

/** A few homes have a camera at their door: what it saw yesterday and about its line, and a clip that the police had. No film is invented. */
export function filmed({ put, id, lineOf, number, today }: Household): void {
  if (number % 50 !== 11) return
  const since = today.subtract({ months: 8 })
  const common = { activity: 'cctv', source: 'colleague', person: id('camera') } as const
  const told = { signs: 'A sign at each door', purpose: 'Safety of residents and visitors', site: 'The entrance hall' }
  const weighed = { assessment: 'Only the doors and the hall are in view.', assessedOn: since.toString() }
  const again = { assessmentReviewOn: since.add({ years: 1 }).toString(), reviewOn: since.add({ years: 1 }).toString() }
  const values = { reference: `CAM-${number}`, name: 'Front door', assetId: id('asset'), ...told, ...weighed, ...again }
  put({ ...common, type: camera, name: 'camera', values, on: since })
  for (const [index, on] of [today.subtract({ days: 1 }), lineOf(footage, 'cctv')].entries()) {
    if (on === undefined) continue
    const seen = { startedAt: atNoon(on).toString(), endedAt: atNoon(on).add({ hours: 2 }).toString() }
    put({ ...common, type: footage, source: 'camera', name: `footage ${index}`, values: seen, on })
  }
  const on = today.subtract({ days: 40 })
  const asked = { recipient: 'police', organisation: 'Devon and Cornwall Police', officer: 'PC Example', requested: `EX/${number}` }
  const cut = { fromAt: atNoon(on).toString(), toAt: atNoon(on).add({ minutes: 4 }).toString(), treated: 'cut', obscured: 2 }
  const looked = { preparedBy: 'Kit Lowry', decidedBy: 'Will Couch', outcome: 'released', closedOn: on.add({ days: 2 }).toString() }
  put({ ...common, activity: 'crime-prevention', type: disclosure, name: 'disclosure', values: { ...asked, ...cut, ...looked }, on })
}
