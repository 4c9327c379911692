import { clockedSql, type Falling, fallingRules } from '#duties/retention/clock-of-type.ts'
import type { RecordType } from '#gate/record-type.ts'
import { ties } from '#gate/ties/ties.ts'
import type { Edition } from '#notice/edition.ts'
import { agreement } from '#records/agreement/agreement.ts'
import { camera } from '#records/camera/camera.ts'
import { clockFrom } from '#records/clock-of.ts'
import { everyRecordType } from '#records/every-record-type.ts'
import { household } from '#records/household-member/household-member.ts'
import { organisation } from '#records/organisation/organisation.ts'
import { person } from '#records/person/person.ts'
import { picture } from '#records/picture/picture.ts'
import { rentAccount } from '#records/rent-account/rent-account.ts'
import { rightsRequest } from '#records/rights-request/rights-request.ts'
import { share } from '#records/share/share.ts'
import { tenure } from '#records/tenure/tenure.ts'
import type { TestDatabase } from './database.ts'
import { putItem } from './items.ts'

type On = Pick<TestDatabase, 'asAdmin'>

/** Every way in which a rule of the edition deletes an item of some type. */
export const takingAway = (edition: Edition) => dated(edition).filter(({ rule }) => rule.end !== 'review')

/** Every way in which an item of some type waits for somebody to look at it, once its time has gone by. */
export const lookedAt = (edition: Edition) => dated(edition).filter(({ rule }) => rule.end === 'review')

function dated(edition: Edition): readonly Falling[] {
  return fallingRules(edition, everyRecordType).filter(({ type, rule }) => clockedSql(type, rule).clock !== 'null::date')
}

/** Stores an item whose event was on `from` and that nothing else delays. What it belongs to stays longer, or is due on the same day. */
export async function putWithEvent(on: On, edition: Edition, { type, rule, activities }: Falling, from: Temporal.PlainDate) {
  const activity = activities[0] ?? ''
  const byTenancy = rule.trigger === 'tenancy-ended'
  const ties = await putTies(on, type, byTenancy ? from : null)
  const fromCollecting = rule.trigger === 'last-heard' || rule.trigger === 'collected' || rule.trigger === 'original'
  const collectedOn = fromCollecting ? from : longAgo
  // Of a copy that goes with its original it is not said that nobody can be recognised in it.
  const unsaid = rule.trigger === 'original' ? Object.keys(type.madeFrom?.unless ?? {}).filter((name) => type.fields[name]?.optional) : []
  const recognisable = Object.fromEntries(unsaid.map((name) => [name, null]))
  const values = {
    ...datesOf(type, from),
    ...beside.get(type),
    ...recognisable,
    ...(type === tenure ? { endedOn: byTenancy ? from.toString() : null } : {}),
    ...ties.values,
  }
  const own = byTenancy || rule.trigger === 'last-heard' ? null : (clockFrom(edition, type, activity, values, collectedOn) ?? from)
  const id = await putItem(on, type, {
    activity,
    collectedOn,
    clockFrom: own,
    person: ties.person,
    tenure: ties.tenure,
    place: ties.place,
    values,
  })
  if (type === person && byTenancy) await putMembership(on, id, from)
  return id
}

/** What must be said beside some dates: that something left, and that a transfer abroad is covered. */
const beside = new Map<RecordType, Readonly<Record<string, string>>>([
  [share, { outcome: 'left' }],
  [organisation, { place: 'other' }],
])

const longAgo = Temporal.PlainDate.from('2001-06-01')
const came = { activity: 'tenancy-management', collectedOn: longAgo }

type Ties = {
  readonly person: string | null
  readonly tenure: string | null
  readonly place: string | null
  readonly values: Readonly<Record<string, string>>
}

const none: Ties = { person: null, tenure: null, place: null, values: {} }

async function putTies(on: On, type: RecordType, left: Temporal.PlainDate | null): Promise<Ties> {
  if (type.tie === ties.person.about) {
    const who = await putItem(on, person, came)
    if (left !== null) await putMembership(on, who, left)
    return { ...none, person: who, values: await putWholeOf(on, type) }
  }
  if (type.tie === ties.place.about) return { ...none, place: await putItem(on, camera, came) }
  if (type.tie !== ties.tenure.about && type.tie !== ties.household) return { ...none, values: await putWholeOf(on, type) }
  const home = await putTenure(on, left)
  const needsAccount = type.fields.rentAccountId !== undefined
  const account = needsAccount ? await putItem(on, rentAccount, { ...came, activity: 'debt-recovery', tenure: home }) : undefined
  return { ...none, tenure: home, values: account === undefined ? {} : { rentAccountId: account } }
}

/** A row that belongs to a picture, a request or an organisation, or that names a camera, needs one, which stays longer. */
export async function putWholeOf(on: On, type: RecordType): Promise<Readonly<Record<string, string>>> {
  if (type.fields.pictureId !== undefined)
    return { pictureId: await putItem(on, picture, { ...came, activity: 'community-events', clockFrom: longAgo }) }
  if (type === agreement)
    return { organisationId: await putItem(on, organisation, { ...came, activity: 'rights-requests', clockFrom: longAgo }) }
  const films = type.fields.cameraId === undefined ? {} : { cameraId: await putItem(on, camera, came) }
  if (type.fields.rightsRequestId === undefined) return films
  return { ...films, rightsRequestId: await putItem(on, rightsRequest, { ...came, activity: 'rights-requests', clockFrom: longAgo }) }
}

function putTenure(on: On, ended: Temporal.PlainDate | null): Promise<string> {
  return putItem(on, tenure, { ...came, values: { endedOn: ended?.toString() ?? null } })
}

async function putMembership(on: On, who: string, left: Temporal.PlainDate): Promise<void> {
  await putItem(on, household.type, { ...came, person: who, tenure: await putTenure(on, left) })
}

/** All of the item's own dates, on the given day. If it is a hold it is lifted, and keeps nothing. */
function datesOf(type: RecordType, day: Temporal.PlainDate): Readonly<Record<string, string>> {
  const dates = Object.entries(type.fields).filter(([name, { kind }]) => (kind === 'date' || kind === 'instant') && name !== 'dateOfBirth')
  return Object.fromEntries(dates.map(([name, { kind }]) => [name, kind === 'date' ? day.toString() : `${day}T12:00:00Z`]))
}
