import { type Batch, collectMany } from '#gate/collect-many.ts'
import type { GateParts } from '#gate/parts.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { Fault } from '#shared/fault.ts'
import { mandated } from '../mandated.ts'
import { inventHousehold } from './invent-household.ts'
import type { Invented } from './invented.ts'
import { randomOf } from './random.ts'

/** Households made and stored together: few enough that memory stays flat for a million people. */
const together = 200

/**
 * An invented landlord, the same for the same seed and day: homes, tenures now and then, households, a year of rent and contacts, and
 * items on both sides of every period's end. All of it comes in through the gate. Answers how many items of each kind were stored;
 * making the same one again changes nothing. `people`: how many tenants, joint ones among them; children come with them.
 */
export async function makeExample(
  parts: GateParts,
  wanted: { readonly people: number; readonly seed: number; readonly today: Temporal.PlainDate },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Readonly<Record<string, number>>> {
  const { edition } = parts.inForce().released
  const counts = new Map<string, number>()
  for (let first = 0; first < wanted.people; first += together) {
    const numbers = Array.from({ length: Math.min(together, wanted.people - first) }, (_, index) => first + index)
    const invented = numbers
      .filter((number) => !isJoint(number))
      .flatMap((number) => {
        const isShared = isJoint(number + 1) && number + 1 < wanted.people
        return inventHousehold(edition, randomOf(wanted.seed * 1_000_003 + number), { ...wanted, number, isShared })
      })
    for (const [activity, batches] of byActivity(invented)) {
      const answer = await collectMany(parts, mandated(edition, activity, 'example'), activity, batches)
      if (!answer.stored) throw new Fault('example-refused', `the notice does not let \`${answer.type}\` be collected for \`${activity}\``)
      for (const batch of batches) counts.set(batch.type.name, (counts.get(batch.type.name) ?? 0) + batch.items.length)
    }
    onProgress(first + numbers.length, wanted.people)
  }
  return Object.fromEntries(counts)
}

/** Every fourth tenant is the joint tenant of the one before. */
function isJoint(number: number): boolean {
  return number % 4 === 2
}

/** In the order in which rows refer to one another: the tenancy first, then what hangs on it. */
const order: readonly Activity[] = [
  'tenancy-management',
  'rent-collection',
  'contact-handling',
  'call-recording',
  'publicity',
  'complaints-handling',
  'rights-requests',
]

function byActivity(invented: readonly Invented[]): readonly (readonly [Activity, readonly Batch[]])[] {
  return order.flatMap((activity) => {
    const own = invented.filter((each) => each.activity === activity)
    const groups = new Map<string, { type: Batch['type']; source: Batch['source']; items: Batch['items'][number][] }>()
    for (const { type, source, item } of own) {
      const key = `${type.name} ${source}`
      const group = groups.get(key) ?? { type, source, items: [] }
      group.items.push(item)
      groups.set(key, group)
    }
    const batches = [...groups.values()]
    return batches.length === 0 ? [] : [[activity, batches] as const]
  })
}
