import { proposalsEnded } from '#cli/proposals-ended.ts'
import type { DoctorLine } from '#cli/system.ts'
import { figures } from '#duties/promises/live-figures.ts'
import type { Post } from '#duties/readers/post.ts'
import { openWaits } from '#duties/retention/wait.ts'
import { waitLines } from '#duties/retention/wait-words.ts'
import { type Losses, lossesOf } from '#duties/vault/clear.ts'
import { oldestUnsealed } from '#evidence/unsealed.ts'
import type { StoredEdition } from '#facts/editions.ts'
import type { GateDeps } from '#gate/deps.ts'
import { lastKnownDay } from '#law/holidays.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { findingCount } from '#notice/finding.ts'
import { firstDayOf } from '#notice/in-force-from.ts'
import { release } from '#notice/release.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { dateIn } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import type { Session } from '#store/database.ts'
import type { FileKeys } from '#store/file-key-provider.ts'
import { roleName } from '#store/role-names.ts'
import type { Server } from '#store/server.ts'
import { asOwner, type DatabaseTarget } from '#store/target.ts'
import { type Released, whyNotReleased } from '../editions/editions.ts'
import { checkedLandlord } from '../editions/landlord.ts'
import { differences, type OwnEvidence } from '../evidence.ts'
import type { Settings } from '../settings/settings.ts'
import { vaultWords } from '../settings/vault-settings.ts'
import { keysLine } from './doctor-keys.ts'
import { mailLine } from './doctor-mail.ts'
import { witnessLines } from './doctor-witness.ts'

type Examined = {
  readonly settings: Settings
  readonly server: Server | null
  readonly deps: GateDeps
  readonly own: OwnEvidence
  readonly target: DatabaseTarget
  readonly provider: FileKeys
  readonly editions: readonly StoredEdition[]
  readonly post: Post | null
}

/** What is running and where, and what is wrong with it. */
export async function doctor(examined: Examined): Promise<readonly DoctorLine[]> {
  const { settings, server, deps } = examined
  const { released } = deps.inForce()
  const today = dateIn(deps.clock())
  const [version] = await deps.database.once<{ version: string }>(roleName(deps.database.schema, 'machinery'), 'show server_version', [])
  const sweep = await figures.RT1?.(deps)
  return [
    { what: 'node', says: process.version, well: Number(process.versions.node.split('.')[0]) >= 26 },
    {
      what: 'database',
      says: server === null ? 'at `ASSURED_DATABASE_URL`' : `embedded, ${server.joined ? 'joined' : 'started'} in ${server.folder}`,
      well: true,
    },
    { what: 'PostgreSQL', says: Object.values(version ?? {}).join(''), well: true },
    { what: 'data', says: settings.data, well: true },
    { what: 'landlord', says: `${released.edition.landlord.name}, schema ${deps.database.schema}`, well: true },
    {
      what: 'edition in force',
      says: `${released.edition.id} (${released.hash.slice(0, 12)}), ${examined.editions.length} kept`,
      well: true,
    },
    await folderLine({
      landlord: settings.landlord,
      today,
      editions: examined.editions.map((each) => each.released),
      inForce: released,
      schema: deps.database.schema,
    }),
    assessmentsLine(released, today, settings.example),
    await asOwner(examined.target, schemaLine),
    await asOwner(examined.target, (owner) => keysLine({ owner, deps: deps, provider: examined.provider })),
    await evidenceLine(examined.own),
    ...(await witnessLines(examined.own)),
    await vaultLine(settings, deps),
    await mailLine(settings, examined.post),
    { what: 'sweep', says: sweep?.says.exactly ?? 'not known', well: sweep?.isKept ?? false },
    await waitsLine(deps),
    holidaysLine(today),
  ]
}

/** Nothing rests on an assessment that is past its review, or that the landlord has not adopted. `tryingOut`: the invented example runs. */
function assessmentsLine(
  { edition: { assessments }, example }: ReleasedEdition,
  today: Temporal.PlainDate,
  tryingOut: boolean,
): DoctorLine {
  const overdue = assessments.filter(({ adopted }) => adopted !== undefined && adopted.reviewBy < today.toString())
  const proposed = assessments.filter(({ adopted }) => adopted === undefined)
  const says = [
    ...(overdue.length === 0 ? [] : [`past their review: ${overdue.map(({ id }) => id).join(', ')}`]),
    ...(proposed.length === 0
      ? []
      : [
          `${proposed.length} proposed and not adopted: ${example === true ? proposedInExample : tryingOut ? proposalsEnded : proposedWords}`,
        ]),
  ]
  const well = overdue.length === 0 && (proposed.length === 0 || tryingOut)
  return { what: 'balancing assessments', says: says.length === 0 ? 'all adopted and in date' : says.join('; '), well }
}

const proposedInExample = 'they count as adopted only because the invented example runs'
const proposedWords = 'nothing rests on them; `./assured notice to-confirm` tells how to adopt one'

/** Seconds that a row of evidence may be unsealed while the doors are open; longer means that nothing is sealing. */
const sealedWithin = 60

/** Whether evidence is sealed as it comes, and whether the database is still as the migrations made it. */
async function evidenceLine(own: OwnEvidence): Promise<DoctorLine> {
  const altered = await differences(own)
  const oldest = await oldestUnsealed(own.deps.database)
  const late = oldest !== null && own.deps.clock().since(oldest).total('seconds') > sealedWithin
  const says = [
    ...(late ? [`records since ${oldest} are not sealed: \`evidence verify\` tells why`] : []),
    ...(altered.length === 0 ? [] : [`${altered.length} definitions are not as they were made: \`evidence verify\` tells which`]),
  ]
  return {
    what: 'evidence',
    says: says.length === 0 ? 'sealed as it comes, kept as it was made' : says.join('; '),
    well: says.length === 0,
  }
}

/** Whether anything that is due waits for a confirmation. */
async function waitsLine({ database }: GateDeps): Promise<DoctorLine> {
  const waits = await openWaits(database)
  if (waits.length === 0) return { what: 'deletion', says: 'nothing waits for a confirmation', well: true }
  const how = '`./assured sweep` tells what would go, and how to confirm it'
  return { what: 'deletion', says: [...waitLines(waits), how].join('; '), well: false }
}

/** Whether the table of bank holidays reaches a year ahead: long enough for every deadline that moves to a working day, and for the next release. */
function holidaysLine(today: Temporal.PlainDate): DoctorLine {
  const well = Temporal.PlainDate.compare(today.add({ months: 12 }), lastKnownDay) <= 0
  const needed = well ? '' : ': a newer release of Assured is needed before they end'
  return { what: 'bank holidays', says: `known until ${lastKnownDay.toString()}${needed}`, well }
}

/** The state of the schema, and which version of the software brought it there. */
async function schemaLine(owner: Session): Promise<DoctorLine> {
  const rows = await owner.query<{ name: string; software: string | null }>('select name, software from migration order by ran_at, name')
  const last = rows.at(-1)
  const by = last?.software == null ? '' : `, by Assured ${last.software}`
  return { what: 'schema', says: `${rows.length} steps, the last \`${last?.name ?? ''}\`${by}`, well: true }
}

/** Where media are stored, whether the store answers, and whether everything is there. */
async function vaultLine({ vault }: Settings, deps: GateDeps): Promise<DoctorLine> {
  const where = vaultWords(vault)
  try {
    await deps.objects.check()
    const losses = lossWords(await lossesOf({ ...deps, types: everyRecordType }))
    const says = losses.length === 0 ? 'all that the records name is there' : losses.join('; ')
    return { what: 'vault', says: `${where}; ${says}`, well: losses.length === 0 }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { what: 'vault', says: `${where}: ${error.message}`, well: false }
  }
}

function lossWords({ missing, cut, strange }: Losses): readonly string[] {
  const listed = (what: string, counts: Losses['missing']) => {
    const each = Object.entries(counts).map(([type, items]) => `${items} ${type}`)
    return each.length === 0 ? [] : [`${what}: ${each.join(', ')}`]
  }
  const others = strange === 0 ? [] : [`${strange} in it that are not Assured’s: take them away`]
  return [...listed('not there', missing), ...listed('not as long as when they came', cut), ...others]
}

/** The line for a folder about which there is nothing to report. */
export const asInForce = 'as it is in force'

/** The landlord's folder on a day, and what has been released. */
type Compared = Released & { readonly landlord: string; readonly today: Temporal.PlainDate }

/** Whether the landlord's folder says the same as the edition in force: an edited folder changes nothing until it is published. */
export async function folderLine({ landlord, today, ...released }: Compared): Promise<DoctorLine> {
  const what = 'landlord’s folder'
  const { edition, findings } = await checkedLandlord(landlord, today)
  if (edition === undefined) return { what, says: `${findingCount(findings)}: see \`./assured notice check\``, well: false }
  const wanted = release(edition)
  if (wanted.hash === released.inForce?.hash) return { what, says: asInForce, well: true }
  if (released.editions.some(({ hash }) => hash === wanted.hash)) {
    const isComing = Temporal.PlainDate.compare(firstDayOf(edition), today) > 0
    return { what, says: isComing ? `in force from ${edition.inForceFrom}` : 'has an edition that another has replaced', well: true }
  }
  const refused = whyNotReleased(wanted, released)
  const how = '`./assured notice publish` releases it'
  return { what, says: `differs from what is in force: ${refused === undefined ? how : `${refused.message}; then ${how}`}`, well: true }
}
