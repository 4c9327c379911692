import { randomUUID } from 'node:crypto'
import { openingsOf, visits } from '#evidence/read.ts'
import { knownIds } from '#gate/find/known-ids.ts'
import type { Opened } from '#gate/opened.ts'
import { readStatement } from '#gate/read/statements.ts'
import { contactLog, contacts } from '#records/contact-log/contact-log.ts'
import type { Session } from '#store/database.ts'
import type { Ground } from './ground.ts'
import { inventContact, officer } from './invented.ts'
import type { Draw } from './rounds.ts'

/** One of GDPRbench's operations, through the gate and as the same statement bare. `client`: the connection that the bare side uses. */
export type Operation = { readonly ours: () => Promise<unknown>; readonly bare: (client: number) => Promise<unknown> }

/** What an operation draws: a person, one of the records (with its person), a position among all ids, and a record to delete. */
export type Draws = {
  readonly person: Draw
  readonly record: () => { readonly id: string; readonly person: string }
  readonly doomed: { readonly ours: () => string; readonly bare: () => string }
  readonly personOf: (id: string) => string
  readonly date: () => Temporal.PlainDate
}

const activity = 'tenancy-management'
/** Records that one operation by purpose reaches, as in GDPRbench's own files: 10,000 records for 25 purposes. */
const page = 400
const since = '2020-01-01T00:00:00Z'
/** As long as what the gate seals, so that both sides store the same bytes. */
const words = Buffer.alloc(296, 'w')
const metadata = 'id, activity, source, collected_at, edition, clock_from, person_id'
const insert = `insert into contact_log (id, activity, source, collected_at, edition, clock_from, person_id, happened_at, channel, direction,
  taken_by, sealed_contact_log) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`
/**
 * The order in which the gate changes a page. In any other order two clients wait for each other, and PostgreSQL ends one of
 * them as a deadlock after a second.
 */
const bareByUser = `update contact_log d set clock_from = $2 from (select id from contact_log
  where person_id = $1 order by id for no key update) theirs where d.id = theirs.id`
const values = {
  happenedAt: '2026-06-01T09:00:00Z',
  channel: 'telephone',
  direction: 'in',
  topic: 'repairs',
  summary: 'w'.repeat(214),
  takenBy: 'Dee Marsh',
} as const

/** An operation is complete: the gate's opens the record (facts, decision), acts, and answers once its evidence is on disk. */
export function operations(on: Ground, draw: Draws) {
  const list = () => on.gate.workList(officer, { activity, because: 'case' })
  const bare = (client: number, name: string, text: string, given: readonly unknown[]) =>
    sessionOf(on, client).query({ name: `bare-${name}`, text }, given)
  const at = () => ({ after: randomUUID(), limit: page })
  return {
    create: {
      ours: async () => {
        const opened = await open(on, draw.person())
        const { person: _, ...item } = inventContact(opened.person)
        return sure((await opened.collect(contactLog, { ...item, source: 'the-person', values })).ok)
      },
      bare: (client) => {
        const { happenedAt, channel, direction, takenBy } = values
        const edition = on.parts.inForce().released.hash
        const came = [activity, 'the-person', '2026-06-01T09:00:00Z', edition, '2026-06-01', draw.person()]
        return bare(client, 'create', insert, [randomUUID(), ...came, happenedAt, channel, direction, takenBy, words])
      },
    },
    readByKey: {
      ours: async () => {
        const { id, person } = draw.record()
        return sure((await (await open(on, person)).read(contacts, id)).ok)
      },
      bare: (client) => {
        const { id, person } = draw.record()
        return bare(client, 'read-key', readStatement(contacts, { scope: 'item' }).text, [person, id])
      },
    },
    readByUser: {
      ours: async () => sure((await (await open(on, draw.person())).read(contacts)).ok),
      bare: (client) => bare(client, 'read-user', readStatement(contacts).text, [draw.person()]),
    },
    readByPurpose: {
      ours: async () => sure((await list().read(contacts, at())).ok),
      bare: (client) =>
        bare(client, 'read-purpose', readStatement(contacts, { scope: 'purpose', limit: page }).text, [activity, randomUUID()]),
    },
    metadataByUser: {
      ours: async () => sure((await (await open(on, draw.person())).provenance(contacts)).ok),
      bare: (client) => bare(client, 'metadata-user', `select ${metadata} from contact_log where person_id = $1`, [draw.person()]),
    },
    metadataByPurpose: {
      ours: async () => sure((await list().provenance(contacts, at())).ok),
      bare: (client) => {
        const text = `select ${metadata} from contact_log where activity = $1 and id > $2 order by id limit ${page}`
        return bare(client, 'metadata-purpose', text, [activity, randomUUID()])
      },
    },
    updateByKey: {
      ours: async () => {
        const { id, person } = draw.record()
        const opened = await open(on, person)
        const answer = await opened.provenance(contacts, id)
        const version = answer.ok ? answer.rows[0]?.version : undefined
        // Another client has deleted it or is changing it: then there is nothing to update on either side.
        if (version === undefined) return undefined
        return opened.correct(contactLog, { id, version, values: { topic: 'heating' }, source: 'the-person' })
      },
      // Both sides change what they have read, and only if it has not changed since.
      bare: async (client) => {
        const { id, person } = draw.record()
        const looked = 'select id, xmin::text as version from contact_log where person_id = $1 and id = $2'
        const [row] = await bare(client, 'version', looked, [person, id])
        const text = `update contact_log set sealed_contact_log = $3, source = $4, sealed_source_reason = null, collected_at = $5, edition = $6
          where id = $1 and xmin::text = $2`
        const edition = on.parts.inForce().released.hash
        return bare(client, 'update-key', text, [id, row?.version ?? '0', words, 'the-person', '2026-06-01T09:00:00Z', edition])
      },
    },
    updateByUser: {
      ours: async () => (await open(on, draw.person())).startClock(contactLog, draw.date()),
      bare: (client) => bare(client, 'update-user', bareByUser, [draw.person(), draw.date().toString()]),
    },
    updateByPurpose: {
      ours: () => list().startClock(contactLog, at(), draw.date()),
      bare: (client) => {
        const text = `update contact_log d set clock_from = $3 from (select id from contact_log
          where activity = $1 and id > $2 order by id limit ${page} for no key update) page where d.id = page.id`
        return bare(client, 'update-purpose', text, [activity, randomUUID(), draw.date().toString()])
      },
    },
    delete: {
      ours: async () => {
        const id = draw.doomed.ours()
        return sure((await (await open(on, draw.personOf(id))).erase(contactLog, id)).ok)
      },
      bare: (client) => bare(client, 'delete', 'delete from contact_log where id = $1', [draw.doomed.bare()]),
    },
    evidenceOfUser: {
      ours: () => openingsOf(on.parts.database, draw.person(), Temporal.Instant.from(since)),
      bare: (client) => bare(client, 'visits', visits.text, [draw.person(), since]),
    },
    verifyDeletion: {
      ours: () => knownIds(on.parts, contactLog, [randomUUID()]),
      bare: (client) => bare(client, 'known', 'select id from contact_log where id = any($1)', [[randomUUID()]]),
    },
  } as const satisfies Readonly<Record<string, Operation>>
}

async function open(on: Ground, person: string): Promise<Opened<typeof activity>> {
  const opened = await on.gate.open(officer, { activity, person, because: 'case' })
  if (!opened.ok) throw new Error('the gate refused a benchmark’s opening')
  return opened
}

function sure(done: boolean): void {
  if (!done) throw new Error('the gate withheld what a benchmark asks for')
}

function sessionOf(on: Ground, client: number): Session {
  return on.bare[client] ?? on.admin
}
