import { createHash, type Hash } from 'node:crypto'
import type { Answer } from '#decisions/done-or-refused.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Colleague } from '#gate/judge.ts'
import type { PartShape } from '#gate/record-part.ts'
import { disclosure, disclosures } from '#records/disclosure/disclosure.ts'
import { isOpenUntil } from '#shared/clock.ts'
import { Fault } from '#shared/fault.ts'
import { newPassphrase } from '#shared/passphrase.ts'
import { happen, mayHappen } from '../cases/happen.ts'
import { isOccasion } from '../shares/paths.ts'
import { type Settled, stillToSettle } from '../shares/settle.ts'
import { disclosureCase } from './disclosure-case.ts'
import { lengthOf } from './finished.ts'
import { withItsLine } from './line.ts'
import { clipRecipient, isClipKind, sharingOf } from './outside.ts'
import type { OpenForClip, OpenForDisclosure } from './prepare.ts'

export type Disclosure = PartShape<typeof disclosure.fields, 'cctv-footage'>

/** How long a released clip can be fetched. */
const fetchedWithin = Temporal.Duration.from({ hours: 7 * 24 })
const whole = { from: 0, to: Number.MAX_SAFE_INTEGER }

/**
 * `own`: whoever prepared it may not take the second look. `stale`: somebody has decided meanwhile. `hollow`: the clip does not show all
 * that was asked for, so it cannot be released. `no-request`: the request of the person whom it is for is open no more. `organisation`: it has left the
 * register since. `unconfirmed`: whoever asked has to be rung back first. `victim`: a victim has a written notice first, or it is said why not.
 */
export type SecondLookAnswer = Answer<unknown, 'own' | 'stale' | 'absent' | 'hollow' | Stops>
type Stops = 'no-request' | 'organisation' | 'unconfirmed' | 'victim'

type Deps = Pick<GateDeps, 'clock' | 'inForce'>
export type Outcome = 'released' | 'stopped'
/** Whether the notice lets a clip of this digest go to whoever asked. The answer is recorded first. */
export type Leaves = (clip: { readonly item: string; readonly digest: string }) => Promise<Answer<unknown, Stops>>

/** What the second look decides, with what has to be settled before a clip leaves; null where nothing was. */
export type Deciding = { readonly outcome: Outcome; readonly settled: Settled | null }
const nothing: Settled = { confirmedHow: null, victimTold: null, victimToldWhy: null }

/**
 * The second look at a clip for the police or a court, on what the register shows today. What is for the person whom it shows is decided by the data
 * protection team.
 */
export async function decideDisclosure(
  deps: Deps & Pick<GateDeps, 'database'>,
  opened: OpenForDisclosure,
  colleague: Colleague,
  asRead: Disclosure,
  { outcome, settled }: Deciding,
): Promise<SecondLookAnswer> {
  const { recipient, isVictim } = asRead
  if (!isClipKind(recipient)) return { ok: false, why: 'absent' }
  return secondLook(deps, opened, colleague, {
    asRead,
    outcome,
    settled: settled ?? nothing,
    leaves: async (clip) => {
      const { occasion } = asRead
      const about = await clipRecipient(deps, opened, asRead.organisationId)
      if (about === null || occasion === null || !isOccasion(occasion)) return { ok: false, why: 'organisation' }
      const why = stillToSettle({ recipient, occasion, isVictim }, settled ?? nothing)
      if (why !== null) return { ok: false, why }
      const detail = { ...clip, organisation: about.id }
      return opened.share({ type: disclosure.name, category: 'cctv-footage', ...sharingOf(about, occasion, asRead), detail })
    },
  })
}

type Looking = { readonly asRead: Disclosure; readonly outcome: Outcome; readonly settled?: Settled; readonly leaves: Leaves }

/**
 * The second look: somebody other than who prepared the clip releases or stops it. If it is released again, it can be fetched once more,
 * under a new passphrase. That it leaves, to whom and exactly what (by its digest) is recorded first.
 */
export async function secondLook(
  deps: Deps,
  opened: OpenForClip,
  colleague: Colleague,
  { asRead, outcome, settled, leaves }: Looking,
): Promise<SecondLookAnswer> {
  const may = mayHappen(disclosureCase, asRead, outcome, colleague)
  if (!may.ok) return may
  const release = outcome === 'released' ? await releaseOf(deps, opened, asRead, leaves) : ({ ok: true, values: {} } as const)
  if (!release.ok) return release
  const values = { decidedBy: colleague.name, outcome, ...release.values, ...(outcome === 'released' ? settled : {}) }
  return happen(deps, withItsLine(deps, opened, asRead), disclosureCase, colleague, { asRead, event: outcome, values })
}

type Release = Answer<
  { readonly values: Pick<Disclosure, 'digest' | 'passphrase' | 'availableUntil' | 'fetchedAt'> },
  'absent' | 'hollow' | Stops
>

async function releaseOf(deps: Deps, opened: OpenForClip, asRead: Disclosure, leaves: Leaves): Promise<Release> {
  const clip = await opened.hear(disclosures, { id: asRead.id, ...whole })
  if (!clip.ok) return clip.why === 'refused' ? clip : { ok: false, why: 'absent' }
  const hash = createHash('sha256')
  const seconds = Temporal.Instant.from(asRead.fromAt).until(Temporal.Instant.from(asRead.toAt)).total('seconds')
  if (!(await isWhole(hashed(clip.stretch.read(), hash), seconds))) return { ok: false, why: 'hollow' }
  const digest = hash.digest('hex')
  const may = await leaves({ item: asRead.id, digest })
  if (!may.ok) return may
  const availableUntil = deps.clock().add(fetchedWithin).toString()
  return { ok: true, values: { digest, passphrase: newPassphrase(), availableUntil, fetchedAt: null } }
}

/** The clip was checked when it was made. It is checked again here, so that what leaves is what was checked. */
async function isWhole(clip: AsyncIterable<Uint8Array>, seconds: number): Promise<boolean> {
  try {
    await lengthOf(clip, seconds)
    return true
  } catch (error) {
    if (error instanceof Fault && (error.code === 'clip-not-as-asked' || error.code.startsWith('media-'))) return false
    throw error
  }
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
}

/** Whether it can be fetched now: released, not fetched yet, and in time. */
export function isAvailable({ outcome, availableUntil, fetchedAt }: Disclosure, now: Temporal.Instant): boolean {
  if (outcome !== 'released' || availableUntil === null || fetchedAt !== null) return false
  return isOpenUntil(Temporal.Instant.from(availableUntil), fetchedWithin, now)
}
