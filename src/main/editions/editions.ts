import { makeEngine } from '#decisions/engine.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceDetail } from '#evidence/entry.ts'
import { systemEntry } from '#evidence/system-entry.ts'
import { editionOn, readEditions, type StoredEdition } from '#facts/editions.ts'
import type { InForce } from '#gate/deps.ts'
import { isCompiled, publish, storeEdition } from '#gate/grants/publish.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { asExample } from '#notice/release.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { type Clock, dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Database, Session } from '#store/database.ts'
import { oneHandOnRoles } from '#store/migrate.ts'
import { roleName } from '#store/role-names.ts'
import { asAdmin, type DatabaseTarget } from '#store/target.ts'
import { landlordEdition, schemaOf } from './landlord.ts'

/** The editions of the notice that the database has, and the one in force today. */
export type Editions = {
  readonly all: () => readonly StoredEdition[]
  /** The edition in force today, and its engine. Where none is in force, that is a fault and nothing is decided. */
  readonly inForce: () => InForce
  /**
   * Reads again what another process has published meanwhile. Gives the database the privileges of the edition in force today, where it has others:
   * because that edition's day has come, or another version of the software made them. Answers whether it had to.
   */
  readonly refresh: () => Promise<boolean>
  /** The edition in the landlord's folder. `why`: why it cannot be released, if it cannot. */
  readonly wanted: () => Promise<{ readonly wanted: ReleasedEdition; readonly why: Fault | undefined }>
  /** The edition in force on a day as things are, and once `wanted` is released. */
  readonly onDay: (day: Temporal.PlainDate, wanted: ReleasedEdition) => { readonly before: InForce; readonly after: InForce }
  /**
   * Releases an edition, permanently: in force from the day that it names. `told`: what whoever published it was shown, for the evidence; `stands`: asked
   * last of all whether that is so still. Null, and nothing is released, where it is not.
   */
  readonly publish: (wanted: ReleasedEdition, told: EvidenceDetail, stands?: () => boolean) => Promise<ReleasedEdition | null>
}

type Kept = {
  readonly landlord: string
  readonly target: DatabaseTarget
  readonly database: Database
  readonly clock: Clock
  /** Whether the invented example runs. */
  readonly example: boolean
  /** Whether somebody said that whatever is imported is for trying out too. */
  readonly exampleStated?: boolean
}

/** Reads the released editions; on an empty database the landlord's folder is released. Afterwards only `publish` releases anything. */
export async function openEditions(of: Kept): Promise<Editions> {
  const { landlord, target, database, clock } = of
  const today = () => dateIn(clock())
  const decides = new Map<string, InForce['decide']>()
  let mark = ''
  let editions: readonly StoredEdition[] = []
  let tried = false

  async function readAgain(): Promise<void> {
    const counting = await proposalsCount(of)
    const now = `${await markOf(database)} ${counting}`
    if (now !== mark)
      editions = (await readEditions(database)).map((each) => (counting ? { ...each, released: asExample(each.released) } : each))
    mark = now
    tried = counting
  }

  async function refresh(): Promise<boolean> {
    await readAgain()
    const due = editionOn(editions, today())
    if (due === undefined || (await isCompiled(database, due, everyRecordType))) return false
    await asAdmin(target, (session) => publish(session, target.schema, due, everyRecordType))
    return true
  }

  const whyNot = (wanted: ReleasedEdition): Fault | undefined =>
    whyNotReleased(wanted, {
      editions: editions.map(({ released }) => released),
      inForce: editionOn(editions, today()),
      schema: target.schema,
    })

  /** All of it in one transaction: a process that is killed meanwhile has published nothing, or everything. */
  async function release(wanted: ReleasedEdition, told: EvidenceDetail, stands = () => true): Promise<ReleasedEdition | null> {
    await readAgain()
    const refused = whyNot(wanted)
    if (refused !== undefined) throw refused
    if (!stands()) return null
    const isNew = editions.every(({ released }) => released.hash !== wanted.hash)
    const begins = editionOn(withReleased(editions, wanted), today())?.hash === wanted.hash
    const isDone =
      !isNew ||
      (await asAdmin(target, async (session) => {
        await oneHandOnRoles(session)
        if ((await countEditions(session)) !== editions.length) return false
        const { fresh } = begins ? await publish(session, target.schema, wanted, everyRecordType) : await storeEdition(session, wanted)
        if (fresh)
          await insertEvidence(session, [
            systemEntry({ kind: 'publish', actor: 'system:notice', act: 'publish', edition: wanted.hash, detail: told }),
          ])
        return true
      }))
    // Another was released since they were read, and may come before this one.
    if (!isDone) return release(wanted, told, stands)
    await refresh()
    return wanted
  }

  function inForceAs(released: ReleasedEdition | undefined): InForce {
    if (released === undefined) throw new Fault('no-edition', 'no edition of the notice is in force')
    const decide = decides.get(released.hash) ?? makeEngine(released).decide
    decides.set(released.hash, decide)
    return { released, decide }
  }

  await refresh()
  if (editions.length === 0) await release(await landlordEdition(landlord, today(), 'taken'), {})
  return {
    all: () => editions,
    inForce: () => inForceAs(editionOn(editions, today())),
    refresh,
    wanted: async () => {
      await readAgain()
      const wanted = await landlordEdition(landlord, today(), 'refused')
      return { wanted, why: whyNot(wanted) }
    },
    onDay: (day, wanted) => ({
      before: inForceAs(editionOn(editions, day)),
      after: inForceAs(editionOn(withReleased(editions, tried ? asExample(wanted) : wanted), day)),
    }),
    publish: release,
  }
}

/** The editions once another is released as well, in their order. */
function withReleased(editions: readonly StoredEdition[], released: ReleasedEdition): readonly StoredEdition[] {
  const newest = { released, publishedAt: '' }
  const all = editions.some(({ released: { hash } }) => hash === released.hash) ? editions : [newest, ...editions]
  return all.toSorted((one, other) => Temporal.PlainDate.compare(firstDayOf(other.released.edition), firstDayOf(one.released.edition)))
}

/** What is compared with an edition that is to be released. */
export type Released = {
  readonly editions: readonly ReleasedEdition[]
  readonly inForce: ReleasedEdition | undefined
  readonly schema: string
}

/** Why an edition cannot be released, with what to do; undefined where it can. `doctor` asks the same before it says that `publish` would. */
export function whyNotReleased(wanted: ReleasedEdition, { editions, inForce, schema }: Released): Fault | undefined {
  const { id, landlord } = wanted.edition
  // A landlord's data is stored under the name of its folder: otherwise another landlord's notice could be put in force for these people.
  if (schemaOf(landlord.id) !== schema)
    return new Fault(
      'landlord-misnamed',
      `the landlord’s folder must have the name that its landlord.yaml gives as \`id\`, which is \`${landlord.id}\``,
    )
  if (editions.some(({ hash }) => hash === wanted.hash)) return undefined
  // N4: one edition id means one text.
  if (editions.some(({ edition }) => edition.id === id))
    return new Fault(
      'edition-id-taken',
      `the edition \`${id}\` was released with other content: give this one its own \`id\` in edition.yaml`,
    )
  const now = inForce?.edition
  if (now === undefined || Temporal.PlainDate.compare(firstDayOf(wanted.edition), firstDayOf(now)) >= 0) return undefined
  return new Fault(
    'edition-superseded',
    `the edition \`${now.id}\` is in force from ${now.inForceFrom}, so this one never would be: give it a later \`inForceFrom\` in edition.yaml`,
  )
}

/**
 * Whether proposed assessments count as adopted (L5): while the invented example runs, until anything else is imported. After that only where somebody
 * said that what was imported is for trying out too. What a colleague enters at the desk, or a recorder sends, is no import.
 */
async function proposalsCount({ database, example, exampleStated = false }: Kept): Promise<boolean> {
  if (!example || exampleStated) return example
  const text = `select from evidence where kind = 'import' and actor = 'colleague:import' and outcome = 'permitted' limit 1`
  const imported = await database.once(roleName(database.schema, 'evidence'), { name: 'anything-imported', text })
  return imported.length === 0
}

async function countEditions(session: Session): Promise<number> {
  const [row] = await session.query<{ released: number }>('select count(*)::int as released from edition')
  return row?.released ?? 0
}

/** Changes whenever an edition is released. */
async function markOf(database: Database): Promise<string> {
  const statement = { name: 'editions-mark', text: `select count(*) || ' ' || max(published_at) as mark from edition` }
  const [row] = await database.once<{ mark: string | null }>(roleName(database.schema, 'machinery'), statement)
  return row?.mark ?? 'none'
}
