import { camera } from '#records/camera/camera.ts'
import { disclosure } from '#records/disclosure/disclosure.ts'
import { footage } from '#records/footage/footage.ts'
import { dayTimeAndOffset } from '#shared/london-time.ts'
import { atNoon, type Household } from './invented.ts'

const places = [
  { name: 'Front door', site: 'Quay House' },
  { name: 'Rear entrance', site: 'Mill Lane flats' },
  { name: 'Car park', site: 'Beacon Rise' },
  { name: 'Bicycle store', site: 'Alder Court' },
] as const

/**
 * A few places have a camera, with footage of yesterday and some that is about due, and a clip that the police received, as another system kept it. No
 * film is invented.
 */
export function filmed({ put, id, lineOf, number, today }: Household): void {
  if (number % 50 !== 11) return
  const since = today.subtract({ months: 8 })
  const common = { activity: 'cctv', source: 'colleague', person: id('camera') } as const
  const place = places[Math.floor(number / 50) % places.length] ?? places[0]
  const signed = { signs: 'A sign at each door', purpose: 'Safety of residents and visitors' }
  const weighed = { assessment: 'Only the ways in are in view, and no window.', assessedOn: since.toString() }
  const again = { assessmentReviewOn: since.add({ years: 1 }).toString(), reviewOn: since.add({ years: 1 }).toString() }
  const registered = { reference: `CAM-${number}`, ...place, assetId: id('asset'), ...signed, ...weighed, ...again }
  put({ ...common, type: camera, name: 'camera', values: registered, on: since })
  for (const [index, on] of [today.subtract({ days: 1 }), lineOf(footage, 'cctv')].entries()) {
    if (on === undefined) continue
    const seen = { startedAt: atNoon(on).toString(), endedAt: atNoon(on).add({ hours: 2 }).toString() }
    put({ ...common, type: footage, source: 'camera', name: `footage ${index}`, values: seen, on })
  }
  const on = today.subtract({ days: 40 })
  const asked = { recipient: 'police', organisation: 'Devon and Cornwall Police', officer: 'PC Example', requested: `EX/${number}` }
  const cut = { fromAt: atNoon(on).toString(), toAt: atNoon(on).add({ minutes: 4 }).toString(), treated: 'cut', obscured: 2 }
  const looked = { preparedBy: 'Kit Lowry', decidedBy: 'Will Couch', outcome: 'released', closedOn: on.add({ days: 2 }).toString() }
  const told = `Footage of ${place.name}, ${place.site}, from ${dayTimeAndOffset(cut.fromAt)} to ${dayTimeAndOffset(cut.toAt)}`
  const left = {
    leftAt: atNoon(on.add({ days: 2 })).toString(),
    way: 'file',
    shown: 'no',
    showReviewOn: today.add({ weeks: 20 }).toString(),
  }
  const line = { ...left, told, bases: 'Footage: Article 6(1)(f)', clauses: 'R9 CV4', occasion: 'request' }
  const values = { ...asked, ...cut, ...looked, ...line }
  put({ ...common, activity: 'crime-prevention', type: disclosure, name: 'disclosure', values, on })
}
