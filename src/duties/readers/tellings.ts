import type { GateDeps } from '#gate/deps.ts'
import { roleName } from '#store/role-names.ts'
import { longestTaking } from './post.ts'

type Deps = Pick<GateDeps, 'database' | 'clock'>

/**
 * A reader who is to be told of the edition in force. `told`: the edition that they knew before, by its hash; `telling`: the one that they are told of; `at`:
 * when it was begun.
 */
export type Telling = {
  readonly reader: string
  readonly told: string
  readonly telling: string
  readonly tries: number
  readonly at: string
}

/** After as many tries, over several days, a mail server that always says “later” is taken to mean it. */
const mostTries = 10
/** Minutes until the second try. Each further one waits twice as long, a day at most. */
const firstWait = 15
const longestWait = 24 * 60
/** Minutes after which nobody is sending any more what was begun: the ten beyond the longest wait are far more than all other answers of a mail server get. */
const brokenOffAfter = longestTaking + 10

/** Every reader as `r`: `known` is the edition that they certainly know. One who was not told of an edition before it was replaced knows the one before that. */
const standing = `(select k.id as reader, t.telling, t.state, t.at, coalesce(t.tries, 0) as tries, coalesce(t.again, false) as again,
    case when t.reader_id is null then k.edition when t.state = 'told' then t.telling else t.told end as known
  from known_notice_reader k left join notice_telling t on t.reader_id = k.id) r`

/** Of those who are being told of $1: for the first time. Where that broke off, nobody knows whether a letter reached them, and they are told once more. */
const firstTime = `state = 'begun' and not again`

/** Who does not certainly know $1; of those whose mail server asked to be tried again later, the ones whose time has come. */
const dueSql = `select reader, known as told, $1 as telling, telling = $1 and (again or state = 'begun') as again,
    case when telling = $1 then tries else 0 end as tries from ${standing}
  where known <> $1 and (telling is distinct from $1 or (state = 'waits' and at <= $2)
    or (${firstTime} and at <= $2::timestamptz - interval '${brokenOffAfter} minutes'))`

/**
 * Takes one reader to be told of an edition, and notes that telling has begun before anything is sent. Where it breaks off before the end is noted,
 * as when the machine stops, the reader is told once more: a letter too many is better than none, and both have one `Message-ID`. Where that breaks off too, they
 * are not told a third time. Of several processes, one at a time takes a reader.
 */
export async function nextTelling({ database, clock }: Deps, edition: string): Promise<Telling | undefined> {
  return database.transaction(roleOf(database), async (session) => {
    await session.query(`select pg_advisory_xact_lock(hashtextextended(current_schema() || ' readers', 0))`, [])
    const at = clock().toString()
    const [due] = await session.query<Omit<Telling, 'at'> & { readonly again: boolean | null }>(`${dueSql} order by reader limit 1`, [
      edition,
      at,
    ])
    if (due === undefined) return undefined
    await session.query(
      `insert into notice_telling (reader_id, told, telling, state, tries, at, again) values ($1, $2, $3, 'begun', $4, $5, $6)
       on conflict (reader_id) do update set told = excluded.told, telling = excluded.telling, state = 'begun', tries = excluded.tries,
         at = excluded.at, again = excluded.again`,
      [due.reader, due.told, edition, due.tries, at, due.again === true],
    )
    return { ...due, at }
  })
}

/**
 * What became of it; nothing is noted where another process has told this reader meanwhile, or tells of a newer edition by now. `later`: this reader's mail
 * server asked for it. `away`: nothing is wrong with this reader, who is tried again soon.
 */
export async function noteTelling(
  { database, clock }: Deps,
  { reader, telling, tries, at: begun }: Telling,
  became: 'told' | 'later' | 'away',
): Promise<void> {
  const done = became === 'later' ? tries + 1 : tries
  const state = became === 'told' ? 'told' : done >= mostTries ? 'given-up' : 'waits'
  const minutes = became === 'away' ? 1 : Math.min(longestWait, firstWait * 2 ** tries)
  const at = became === 'told' ? clock() : clock().add({ minutes })
  const text = `update notice_telling set state = $2, tries = $3, at = $4
    where reader_id = $1 and telling = $5 and state = 'begun' and at = $6`
  await database.once(roleOf(database), text, [reader, state, done, at.toString(), telling, begun])
}

/** How many readers there are, and how far they have been told of an edition. */
export type TellingCounts = {
  readonly readers: number
  readonly told: number
  /** To be told yet, or once more. */
  readonly due: number
  /** Being told once more: where that breaks off too, the letters may or may not have reached them. */
  readonly unknown: number
  readonly givenUp: number
}

export async function countTellings({ database }: Pick<Deps, 'database'>, edition: string): Promise<TellingCounts> {
  const of = (state: string) => `count(*) filter (where telling = $1 and ${state})::int`
  const text = `select count(*)::int as readers, ${of(`state = 'told'`)} as told, ${of(`state = 'begun' and again`)} as unknown,
    ${of(`state = 'given-up'`)} as "givenUp",
    count(*) filter (where known <> $1 and (telling is distinct from $1 or state = 'waits' or (${firstTime})))::int as due from ${standing}`
  const [row] = await database.once<TellingCounts>(roleOf(database), text, [edition])
  return row ?? { readers: 0, told: 0, due: 0, unknown: 0, givenUp: 0 }
}

function roleOf(database: Deps['database']): string {
  return roleName(database.schema, 'machinery')
}
