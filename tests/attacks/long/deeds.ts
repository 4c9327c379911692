// Does every kind of work at once on one landlord's data until killed: `deeds.ts SETTINGS`, as JSON. Each line on standard output is one deed that was
// acknowledged, as JSON; the first says that work has begun.
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { placeHold } from '#duties/holds/holds.ts'
import { inbox } from '#duties/inbox/inbox.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { takeInCall } from '#exchange/telephone/take-in.ts'
import type { Role } from '#notice/vocabulary.ts'
import { contactDetail, contactDetails } from '#records/contact-detail/contact-detail.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { dateIn } from '#shared/clock.ts'
import { openSystem } from '../../../src/main/system.ts'
import { colleague } from '../../support/gate.ts'
import { home } from '../../support/places.ts'
import { triedOut } from '../../support/settings.ts'
import { inChunks, wavOf } from '../../support/sound.ts'
import type { Deed } from './deed.ts'

const given = z.object({ data: z.string(), people: z.array(z.string()), files: z.array(z.string()), backups: z.string() })
const { data, people, files, backups } = given.parse(JSON.parse(process.argv[2] ?? ''))
const clock = () => Temporal.Now.instant()
const running = await openSystem(triedOut(data), home, clock)
const { deps, gate } = running

/** Written at once: what stands in a buffer when the process is killed was never acknowledged. */
const told = (deed: Deed | { readonly begun: true }) => writeSync(1, `${JSON.stringify(deed)}\n`)
const anybody = () => people[Math.floor(Math.random() * people.length)] ?? ''

async function opened<A extends 'contact-handling' | 'complaints-handling' | 'tenancy-management'>(
  activity: A,
  role: Role,
  person: string,
) {
  const answer = await gate.open(colleague(role), { activity, person, because: 'case', vouched: ['identity-verified'] })
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer
}

async function note(): Promise<void> {
  const open = await opened('contact-handling', 'customer-service-adviser', anybody())
  const id = randomUUID()
  const values = { happenedAt: clock().toString(), channel: 'telephone', direction: 'in', topic: 'A call', summary: id }
  const stored = await open.collect(contactLog, { id, values, source: 'the-person', collectedAt: clock(), clockFrom: dateIn(clock()) })
  if (!stored.ok) throw new Error(JSON.stringify(stored))
  told({ did: 'note', id, person: open.person })
}

/** A contact detail made, corrected four times and then taken away or left. */
async function edit(): Promise<void> {
  const open = await opened('tenancy-management', 'housing-officer', anybody())
  const id = randomUUID()
  const values = { contactType: 'email', value: '0' }
  const stored = await open.collect(contactDetail, { id, values, source: 'the-person', collectedAt: clock(), clockFrom: null })
  if (!stored.ok) throw new Error(JSON.stringify(stored))
  told({ did: 'edit', id, value: 0 })
  for (let value = 1; value < 5; value += 1) {
    const now = await open.read(contactDetails, id)
    const version = now.ok ? (now.rows[0]?.version ?? '') : ''
    const changed = await open.correct(contactDetail, { id, version, values: { value: String(value) }, source: 'the-person' })
    if (!changed.ok) throw new Error(JSON.stringify(changed))
    told({ did: 'edit', id, value })
  }
  if (Math.random() < 0.5) return
  const now = await open.read(contactDetails, id)
  const gone = await open.erase(contactDetail, id, now.ok ? (now.rows[0]?.version ?? '') : '')
  if (gone.ok) told({ did: 'erase', id })
}

async function message(): Promise<void> {
  const sent = { formId: randomUUID(), at: clock(), text: 'My letter went next door.', name: 'Amina', contact: 'a letter' }
  const taken = await inbox(deps).concerns.submit(sent)
  if (taken === null) throw new Error('not taken in')
  told({ did: 'message', reference: taken.reference })
}

async function callAndHold(): Promise<void> {
  const person = anybody()
  const startedAt = clock().subtract({ minutes: 5 }).toString()
  const call = { reference: randomUUID(), direction: 'in', startedAt, seconds: 2, person } as const
  const taken = await takeInCall({ ...deps, gate, ffmpeg: null }, call, inChunks(wavOf(2)))
  if (taken.taken !== 'stored') throw new Error(JSON.stringify(taken))
  told({ did: 'call', recording: taken.recording })
  const open = await opened('complaints-handling', 'complaints-officer', person)
  const reviewOn = dateIn(clock()).add({ days: 30 })
  const placed = await placeHold(deps, open, colleague('complaints-officer'), {
    ...{ type: 'call-recording', item: taken.recording, kind: 'complaint' },
    ...{ why: 'A complaint', reviewOn },
  })
  if (!placed.ok) throw new Error(JSON.stringify(placed))
  told({ did: 'hold', hold: placed.hold })
}

async function backUp(): Promise<void> {
  const out = join(backups, randomUUID())
  await running.backUp(out, () => {})
  told({ did: 'backup', out })
}

/** Again and again, a pause after each; a fault ends the process, and whoever started it says so. */
async function again(work: () => Promise<unknown>, pause = 5): Promise<never> {
  for (;;) {
    await work()
    await setTimeout(pause)
  }
}

told({ begun: true })
await Promise.all([
  again(note),
  again(edit),
  again(message),
  again(callAndHold),
  again(() => running.sweep({ dryRun: false })),
  again(running.seal, 50),
  again(async () => {
    await importCsv(deps, files)
    told({ did: 'import' })
  }),
  again(backUp, 2000),
])
