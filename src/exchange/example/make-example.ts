import type { GateDeps } from '#gate/deps.ts'
import { type Batch, collectMany } from '#gate/write/collect-many.ts'
import type { Activity } from '#notice/vocabulary.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { share } from '#records/share/share.ts'
import { Fault } from '#shared/fault.ts'
import { mandated } from '../mandated.ts'
import { withTasks } from '../with-tasks.ts'
import { fitsOf } from './fitting.ts'
import { inventHousehold } from './invent-household.ts'
import { type Invented, tenantOf } from './invented.ts'
import { randomOf } from './random.ts'
import { sharedInExample, type Tenant, tenantsIn } from './shared.ts'

/** Households made and stored together: few enough that memory stays flat for a million people. */
const together = 200

/** How many items of each kind are stored, and the kinds of which none is, since the notice lets nobody collect them. */
export type ExampleMade = { readonly items: Readonly<Record<string, number>>; readonly leftOut: readonly string[] }

/**
 * An invented landlord, the same for the same seed and day: homes, tenures present and past, households, a year of rent and contacts, and items on
 * both sides of every period's end. All of it is stored through the gate, and a few things are shared as colleagues share them. What the landlord's notice
 * lets nobody collect is left out. Making the same one again changes nothing. `people`: how many tenants, joint ones among them; children come in addition.
 */
export async function makeExample(
  deps: GateDeps,
  wanted: { readonly people: number; readonly seed: number; readonly today: Temporal.PlainDate },
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ExampleMade> {
  const { edition } = deps.inForce().released
  const fits = fitsOf(deps)
  const counts = new Map<string, number>()
  const tenants: Tenant[] = []
  for (let first = 0; first < wanted.people; first += together) {
    const numbers = Array.from({ length: Math.min(together, wanted.people - first) }, (_, index) => first + index)
    const invented = numbers
      .filter((number) => !isJoint(number))
      .flatMap((number) => {
        const isShared = isJoint(number + 1) && number + 1 < wanted.people
        return inventHousehold(edition, fits, randomOf(wanted.seed * 1_000_003 + number), { ...wanted, number, isShared })
      })
    if (first === 0)
      tenants.push(
        ...tenantsIn(
          invented,
          numbers.map((number) => ({ number, person: tenantOf(wanted.seed, number) })),
        ),
      )
    for (const { activity, batches: alone } of runsOf(invented)) {
      const batches = alone.map((batch) => withTasks(batch, deps.clock()))
      const answer = await collectMany(deps, mandated(edition, activity, 'example'), activity, batches)
      if (!answer.ok) throw new Fault('example-refused', `the notice does not let \`${answer.type}\` be collected for \`${activity}\``)
      for (const batch of batches) counts.set(batch.type.name, (counts.get(batch.type.name) ?? 0) + batch.items.length)
    }
    onProgress(first + numbers.length, wanted.people)
  }
  const lines = await sharedInExample(deps, wanted.seed, tenants)
  if (lines > 0) counts.set(share.name, lines)
  const leftOut = [...fits.leftOut].filter((type) => !counts.has(type.name)).map((type) => type.title.many)
  return { items: Object.fromEntries(counts), leftOut }
}

/** Every fourth tenant is the joint tenant of the one before. */
function isJoint(number: number): boolean {
  return number % 4 === 2
}

type Run = { readonly activity: Activity; readonly batches: readonly Batch[] }

/** What one call each stores, in the order in which rows refer to one another: the tenancy first, then what belongs to it. */
function runsOf(invented: readonly Invented[]): readonly Run[] {
  const groups = new Map<
    string,
    { activity: Activity; batch: { type: Batch['type']; source: Batch['source']; items: Batch['items'][number][] } }
  >()
  for (const { activity, type, source, item } of everyRecordType.flatMap((type) => invented.filter((each) => each.type === type))) {
    const key = `${type.name} ${activity} ${source}`
    const group = groups.get(key) ?? { activity, batch: { type, source, items: [] } }
    group.batch.items.push(item)
    groups.set(key, group)
  }
  const runs: { activity: Activity; batches: Batch[] }[] = []
  for (const { activity, batch } of groups.values()) {
    const last = runs.at(-1)
    if (last?.activity === activity) last.batches.push(batch)
    else runs.push({ activity, batches: [batch] })
  }
  return runs
}

/** Tells which kinds were left out; no line where none was. */
export function leftOutWords({ leftOut }: ExampleMade): readonly string[] {
  if (leftOut.length === 0) return []
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(leftOut.map((title) => title.toLowerCase()))
  return [`The example has no ${list}: the notice lets nobody take them in.`]
}
