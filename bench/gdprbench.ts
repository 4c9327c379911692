import type { Server } from '#store/server.ts'
import type { BenchResult } from './decisions.ts'
import { type Draws, type Operation, operations } from './gdpr-operations.ts'
import { type Ground, ground } from './ground.ts'
import { fill } from './invented.ts'
import { atMost, concurrently, dice, elapsed, interleaved, type Rounds, uniform, zipfian } from './rounds.ts'

const clients = 16
const recordsEach = 10

type Name = keyof ReturnType<typeof operations>
/** Each workload with GDPRbench's mix of operations, in hundredths, and how it draws. */
const workloads: readonly { readonly name: string; readonly draws: 'uniform' | 'zipfian'; readonly mix: Partial<Record<Name, number>> }[] =
  [
    { name: 'controller', draws: 'uniform', mix: { create: 25, delete: 25, updateByPurpose: 25, updateByUser: 25 } },
    {
      name: 'customer',
      draws: 'zipfian',
      mix: { readByKey: 20, updateByKey: 20, delete: 20, metadataByPurpose: 10, metadataByUser: 10, updateByPurpose: 10, updateByUser: 10 },
    },
    { name: 'processor', draws: 'uniform', mix: { readByKey: 20, readByPurpose: 40, readByUser: 40 } },
    { name: 'regulator', draws: 'uniform', mix: { metadataByUser: 34, evidenceOfUser: 33, verifyDeletion: 33 } },
  ]

/** GDPRbench's four workloads through the gate, compared with the same statements bare: total time of the same number of operations. */
export async function benchGdpr(server: Server, folder: string, quick: boolean): Promise<readonly BenchResult[]> {
  const small = await ground(server, folder, 'gdpr_small', clients)
  const people = await fill(small.parts, quick ? 2_000 : 10_000, recordsEach)
  await small.copyToBare()
  const side = await sideOf(small, people)
  const volume = `${people.length * recordsEach} records of ${people.length} people, ${clients} clients`
  const count = quick ? 600 : 2_000
  const results: BenchResult[] = []
  for (const { name, draws, mix } of workloads) {
    // A regulator reads the same amount about a person on either side.
    await small.copyEvidenceToBare()
    const { ours, bare } = mixed(side(draws), mix)
    const rounds = await compared(quick ? 7 : 15, count, ours, bare)
    const each = `per operation ${perOperation(rounds.ours, count)} over the gate, ${perOperation(rounds.other, count)} bare`
    results.push(atMost(`gdprbench-${name}`, rounds.ratio, 2, `${inWords(mix)}, ${draws}; ${each}; ${volume}`))
  }
  if (!quick) results.push(...(await growth(server, folder, side, count)))
  await small.close()
  return results
}

/** The gate at a million records compared with the gate at a hundred thousand: two databases on one server, by turns. */
async function growth(
  server: Server,
  folder: string,
  small: (draws: 'uniform' | 'zipfian') => ReturnType<typeof operations>,
  count: number,
): Promise<readonly BenchResult[]> {
  const large = await ground(server, folder, 'gdpr_large', clients)
  const side = await sideOf(large, await fill(large.parts, 100_000, recordsEach))
  await large.admin.query('vacuum analyze')
  const results: BenchResult[] = []
  for (const { name, draws, mix } of workloads) {
    const { ratio } = await compared(9, count, mixed(side(draws), mix).ours, mixed(small(draws), mix).ours)
    const detail = 'time per operation at 1,000,000 records by that at 100,000, over the gate'
    results.push(atMost(`gdprbench-${name}-growth`, ratio, 1.2, detail))
  }
  await large.close()
  return results
}

function compared(rounds: number, count: number, ours: Client, bare: Client): Promise<Rounds> {
  return interleaved(
    rounds,
    () => elapsed(() => concurrently(clients, count, ours)),
    () => elapsed(() => concurrently(clients, count, bare)),
  )
}

type Client = (client: number, index: number) => Promise<unknown>

/** Deals the operations in the shares of the mix, to both sides in the same order. */
function mixed(
  all: Readonly<Record<Name, Operation>>,
  mix: Partial<Record<Name, number>>,
): { readonly ours: Client; readonly bare: Client } {
  const random = dice(11)
  const deck = Object.entries(mix)
    .flatMap(([name, share]): readonly Operation[] => Array.from({ length: share }, () => operationOf(all, name)))
    .map((operation) => ({ operation, order: random() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ operation }) => operation)
  const dealt = (index: number): Operation => {
    const operation = deck[index % deck.length]
    if (operation === undefined) throw new Error('the workload has no operations')
    return operation
  }
  return { ours: (_client, index) => dealt(index).ours(), bare: (client, index) => dealt(index).bare(client) }
}

function operationOf(all: Readonly<Record<string, Operation>>, name: string): Operation {
  const operation = all[name]
  if (operation === undefined) throw new Error(`no such operation: ${name}`)
  return operation
}

/** How people and records are drawn. Records to delete are taken from the end of a shuffled list, one list for each side. */
export async function sideOf(
  on: Ground,
  people: readonly string[],
): Promise<(draws: 'uniform' | 'zipfian') => ReturnType<typeof operations>> {
  const records = await on.admin.query<{ id: string; person: string }>('select id, person_id as person from contact_log order by id')
  const owners = new Map(records.map(({ id, person }) => [id, person]))
  const ids = records.map(({ id }) => id)
  const taking = () => {
    let next = ids.length
    return () => {
      next -= 1
      return ids[next] ?? ''
    }
  }
  const doomed = { ours: taking(), bare: taking() }
  // Two thirds are never deleted, so that reads by key find their record.
  const lasting = ids.slice(0, Math.floor((ids.length * 2) / 3))
  const personOf = (id: string): string => owners.get(id) ?? ''
  return (draws) => {
    const drawn = draws === 'zipfian' ? zipfian : uniform
    const key = drawn(lasting, dice(3))
    const random = dice(5)
    const chosen: Draws = {
      person: drawn(people, dice(2)),
      record: () => {
        const id = key()
        return { id, person: personOf(id) }
      },
      doomed,
      personOf,
      date: () => Temporal.PlainDate.from('2026-01-01').add({ days: Math.floor(random() * 300) }),
    }
    return operations(on, chosen)
  }
}

function inWords(mix: Partial<Record<Name, number>>): string {
  return Object.entries(mix)
    .map(([name, share]) => `${name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)} ${share} %`)
    .join(', ')
}

function perOperation(block: number, count: number): string {
  return `${((block / count) * 1000).toFixed(0)} µs`
}
