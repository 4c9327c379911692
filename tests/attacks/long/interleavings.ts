import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { placeHold, reviewHold } from '#duties/holds/holds.ts'
import { type Counts, total } from '#duties/retention/wait.ts'
import { rightsClock } from '#duties/rights/clock.ts'
import { rightsRequestsOf } from '#duties/rights/requests.ts'
import { eventsFrom, type Step, stepsIn } from '#duties/rights/steps.ts'
import type { Colleague } from '#gate/judge.ts'
import { callRecording } from '#records/call-recording/call-recording.ts'
import { contactLog } from '#records/contact-log/contact-log.ts'
import { holds } from '#records/hold/hold.ts'
import { dateIn } from '#shared/clock.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { restore } from '../../../src/main/backup/restore.ts'
import type { Restored } from '../../../src/main/backup/settle-erasures.ts'
import { openSystem, type Running } from '../../../src/main/system.ts'
import { putItem } from '../../support/items.ts'
import { putPerson } from '../../support/people.ts'
import { home, schema } from '../../support/places.ts'
import { settingsOf } from '../../support/settings.ts'

/**
 * Requests for a copy, holds, sweeps, erasures, copies and restores in any order, over a whole system whose clock only goes on. After each, what is
 * stored must be what plain counting says: no erased item lives, no kept item is gone, nothing stays that is due, no copy has a word of somebody
 * else's, and every request is due on the day that its own events give.
 */
type Deed =
  | { readonly does: 'put-call' | 'put-contact'; readonly whose: number; readonly dueIn: number }
  | { readonly does: 'ask' | 'copy'; readonly whose: number }
  | { readonly does: 'step' | 'undo' | 'hold' | 'lift' | 'erase'; readonly which: number; readonly how: number }
  | { readonly does: 'days'; readonly days: number }
  | { readonly does: 'back-up' | 'restore' }

const some = fc.nat({ max: 1000 })
const one = <D extends Deed['does']>(...names: readonly D[]) => fc.constantFrom(...names)

/** Deeds in which sweeps come about as often as all that decides what a sweep does. */
const deeds = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ does: one('put-call', 'put-contact'), whose: some, dueIn: fc.integer({ min: 0, max: 8 }) }) },
    { weight: 3, arbitrary: fc.record({ does: one('ask', 'copy'), whose: some }) },
    { weight: 6, arbitrary: fc.record({ does: one('step', 'undo', 'hold', 'lift', 'erase'), which: some, how: some }) },
    { weight: 4, arbitrary: fc.record({ does: one('days'), days: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: fc.record({ does: one('back-up', 'restore') }) },
  ),
  { minLength: 25, maxLength: 45 },
)

type Item = {
  readonly id: string
  readonly type: typeof callRecording | typeof contactLog
  readonly person: string
  readonly due: Temporal.PlainDate
}
type Asked = { readonly id: string; readonly person: string; readonly steps: readonly { readonly what: Step; readonly on: string }[] }
/** What plain counting says. Restoring a backup brings all of it back but what was erased; what sweeps deleted since waits for somebody. */
type Expected = {
  readonly items: readonly Item[]
  readonly held: readonly { readonly hold: string; readonly item: string; readonly person: string }[]
  readonly asked: readonly Asked[]
}

const officer: Colleague = { id: randomUUID(), name: 'Priya Nair', team: 'Data protection', roles: ['data-protection-officer'] }
const manager: Colleague = { id: randomUUID(), name: 'Ruth Okafor', team: 'Complaints', roles: ['complaints-officer', 'senior-manager'] }

/** Steps that may follow each other in any order that the case lets happen; the last three close it. */
const steps = ['meaning-asked', 'meaning-given', 'extended', 'identity-asked', 'identified', 'withdrawn', 'refused'] as const
const closing: readonly Step[] = ['withdrawn', 'refused']

const isOpen = (asked: Asked): boolean => !asked.steps.some(({ what }) => closing.includes(what))
const isIdentified = (asked: Asked): boolean => asked.steps.some(({ what }) => what === 'identified')

/** Always the first order: what a backup knows to be held, and what is due by then, is back with it. */
const restoredAfterSweeps: Deed[] = [
  { does: 'put-call', whose: 0, dueIn: 2 },
  { does: 'put-call', whose: 1, dueIn: 2 },
  { does: 'put-contact', whose: 2, dueIn: 8 },
  { does: 'hold', which: 0, how: 0 },
  { does: 'back-up' },
  { does: 'days', days: 4 },
  { does: 'lift', which: 0, how: 0 },
  { does: 'days', days: 1 },
  { does: 'erase', which: 0, how: 0 },
  { does: 'restore' },
  { does: 'lift', which: 0, how: 0 },
  { does: 'days', days: 1 },
]

/** Does that many lists of deeds in one landlord’s folder, whose clock goes on: what one leaves must not harm the next. */
export async function interleaveInOrders(
  orders: number,
  { data, begins }: { readonly data: string; readonly begins: Temporal.Instant },
  progress: (done: number) => void = () => {},
): Promise<void> {
  let [now, done] = [begins, 0]
  const property = fc.asyncProperty(deeds, async (all) => {
    now = await interleave(data, all, now)
    done += 1
    progress(done)
  })
  await fc.assert(property, { numRuns: orders, examples: [[restoredAfterSweeps]], endOnFailure: true })
}

/** Does the deeds one after the other in a data folder that nobody else uses. Throws at the first that is not as it should be; answers the time then. */
async function interleave(data: string, all: readonly Deed[], begins: Temporal.Instant): Promise<Temporal.Instant> {
  const ground = new Ground(data, begins)
  await ground.open()
  try {
    for (const deed of all) {
      await ground.does(deed)
      await ground.checkItems()
      await ground.checkClocks()
    }
    await ground.checkEvidence()
  } finally {
    await ground.close()
  }
  return ground.now
}

class Ground {
  now: Temporal.Instant
  readonly #data: string
  readonly #backups: { readonly folder: string; readonly expected: Expected }[] = []
  /** All that was ever put in, and all that was erased on purpose: no backup brings that back. */
  readonly #put: Item[] = []
  readonly #erased = new Set<string>()
  #expected: Expected = { items: [], held: [], asked: [] }
  #people: readonly string[] = []
  #running: Running | undefined

  constructor(data: string, begins: Temporal.Instant) {
    this.#data = data
    this.now = begins
  }

  async open(restored?: Restored): Promise<Running> {
    this.#running = await openSystem(this.#settings, home, () => this.now, restored)
    if (this.#people.length === 0) for (let n = 0; n < 3; n += 1) this.#people = [...this.#people, (await putPerson(this.#on)).person]
    return this.#running
  }

  async close(): Promise<void> {
    await this.#system.close()
    for (const { folder } of this.#backups) await rm(folder, { recursive: true, force: true })
  }

  get #settings() {
    return { ...settingsOf(this.#data), longestGap: Temporal.Duration.from({ days: 400 }) }
  }

  get #system(): Running {
    if (this.#running === undefined) throw new Error('it is not open')
    return this.#running
  }

  get #on(): Parameters<typeof putPerson>[0] {
    return { asAdmin: async (work) => asAdmin(await targetOf((await startServer(this.#data)).admin, schema, this.#data), work) }
  }

  get #requests() {
    return rightsRequestsOf({ ...this.#system.deps, gate: this.#system.gate })
  }

  get #today(): Temporal.PlainDate {
    return dateIn(this.now)
  }

  async does(deed: Deed): Promise<void> {
    switch (deed.does) {
      case 'put-call':
        return this.#putIn(callRecording, deed)
      case 'put-contact':
        return this.#putIn(contactLog, deed)
      case 'ask':
        return this.#ask(deed.whose)
      case 'copy':
        return this.#copy(deed.whose)
      case 'step':
        return this.#step(pick(this.#expected.asked, deed.which), pick(steps, deed.how))
      case 'undo':
        return this.#undo(deed.which, deed.how)
      case 'hold':
        return this.#hold(deed.which)
      case 'lift':
        return this.#lift(deed.which)
      case 'erase':
        return this.#erase(deed.which)
      case 'days':
        return this.#pass(deed.days)
      case 'back-up':
        return this.#backUp()
      case 'restore':
        return this.#restore()
    }
  }

  #isKept(item: Item): boolean {
    return (
      this.#expected.held.some((held) => held.item === item.id) ||
      this.#expected.asked.some((asked) => asked.person === item.person && isOpen(asked) && isIdentified(asked))
    )
  }

  async #putIn(type: Item['type'], { whose, dueIn }: { readonly whose: number; readonly dueIn: number }): Promise<void> {
    const person = pick(this.#people, whose) ?? ''
    const due = this.#today.add({ days: dueIn + 1 })
    const happened = type === callRecording ? due.subtract({ days: 90 }) : due.subtract({ years: 2 })
    const words = { topic: 'Repairs', summary: `${wordOf(person)} told of ${thirdOf(person)}`, promised: null, takenBy: null, addsTo: null }
    const at = `${happened}T10:00:00Z`
    const values = type === callRecording ? { startedAt: at } : { ...words, happenedAt: at }
    const activity = type === callRecording ? 'call-recording' : 'contact-handling'
    const from = { activity, collectedOn: happened, clockFrom: happened, person, values, keys: this.#system.deps.keys }
    const item = { id: await putItem(this.#on, type, from), type, person, due }
    this.#put.push(item)
    this.#expected = { ...this.#expected, items: [...this.#expected.items, item] }
  }

  async #ask(whose: number): Promise<void> {
    const person = pick(this.#people, whose) ?? ''
    const said = {
      cameBy: 'letter',
      askedBy: 'themselves',
      name: 'Amina Test',
      contact: '6 Alder Court',
      otherNames: null,
      authority: null,
    } as const
    const logged = await this.#requests.log(officer, { ...said, receivedOn: this.#today.toString(), words: 'Everything.' })
    if (!logged.ok) throw new Error(`a request was not logged: ${JSON.stringify(logged)}`)
    this.#expected = { ...this.#expected, asked: [...this.#expected.asked, { id: logged.id, person, steps: [] }] }
    await this.#step(this.#expected.asked.at(-1), 'identified')
  }

  async #step(asked: Asked | undefined, what: Step | undefined): Promise<void> {
    if (asked === undefined || what === undefined) return
    const look = await this.#requests.look(officer, asked.id)
    if (!look.ok) throw new Error('a request is not there')
    const values = what === 'identified' ? { ofPerson: asked.person } : closing.includes(what) ? { outcome: 'withdrawn' } : {}
    const answer = await this.#requests.step(officer, look.request, { what, on: this.#today, values })
    if (answer.ok) this.#changeSteps(asked, [...asked.steps, { what, on: this.#today.toString() }])
  }

  async #undo(which: number, how: number): Promise<void> {
    const asked = pick(this.#expected.asked, which)
    if (asked === undefined || asked.steps.length === 0) return
    const at = how % asked.steps.length
    const look = await this.#requests.look(officer, asked.id)
    if (!look.ok) throw new Error('a request is not there')
    const answer = await this.#requests.undo(officer, look.request, at)
    if (answer.ok)
      this.#changeSteps(
        asked,
        asked.steps.filter((_, index) => index !== at),
      )
  }

  #changeSteps(asked: Asked, to: Asked['steps']): void {
    this.#expected = {
      ...this.#expected,
      asked: this.#expected.asked.map((each) => (each.id === asked.id ? { ...each, steps: to } : each)),
    }
  }

  async #holdable(person: string) {
    const opened = await this.#system.gate.open(manager, { activity: 'complaints-handling', person, because: 'case' })
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    return opened
  }

  async #hold(which: number): Promise<void> {
    const item = pick(this.#expected.items, which)
    if (item === undefined) return
    const placing = {
      type: item.type.name,
      item: item.id,
      kind: 'complaint',
      why: 'They complain.',
      reviewOn: this.#today.add({ days: 90 }),
    } as const
    const placed = await placeHold(this.#system.deps, await this.#holdable(item.person), manager, placing)
    if (!placed.ok) throw new Error(`a hold was not placed: ${JSON.stringify(placed)}`)
    this.#expected = { ...this.#expected, held: [...this.#expected.held, { hold: placed.hold, item: item.id, person: item.person }] }
  }

  async #lift(which: number): Promise<void> {
    const held = pick(this.#expected.held, which)
    if (held === undefined) return
    const opened = await this.#holdable(held.person)
    const read = await opened.read(holds, held.hold)
    const asRead = read.ok ? read.rows[0] : undefined
    if (asRead === undefined) throw new Error('a hold is not there')
    const lifted = await reviewHold(this.#system.deps, opened, manager, asRead, { outcome: 'lifted', why: 'Done.' })
    if (!lifted.ok) throw new Error(`a hold was not lifted: ${JSON.stringify(lifted)}`)
    this.#expected = { ...this.#expected, held: this.#expected.held.filter((each) => each !== held) }
  }

  /** As an erasure on purpose does it: noted first, then deleted. What is kept is not erased. */
  async #erase(which: number): Promise<void> {
    const item = pick(this.#expected.items, which)
    if (item === undefined || this.#isKept(item)) return
    await this.#system.deps.erasures.note([{ kind: 'item', type: item.type.name, id: item.id }])
    await this.#on.asAdmin((admin) => admin.query(`delete from ${item.type.name.replaceAll('-', '_')} where id = $1`, [item.id]))
    this.#erased.add(item.id)
    this.#expected = { ...this.#expected, items: this.#expected.items.filter(({ id }) => !this.#erased.has(id)) }
  }

  async #pass(days: number): Promise<void> {
    this.now = this.now.add({ hours: 24 * days })
    const report = await this.#system.sweep({ dryRun: false })
    if (report.waits.length > 0) throw new Error(`the sweep waits: ${JSON.stringify(report.waits)}`)
    this.#forgetDue()
  }

  #forgetDue(): void {
    const stays = (item: Item) => Temporal.PlainDate.compare(item.due, this.#today) > 0 || this.#isKept(item)
    this.#expected = { ...this.#expected, items: this.#expected.items.filter(stays) }
  }

  async #backUp(): Promise<void> {
    const backup = { folder: join(this.#data, '..', `backup-${randomUUID()}`), expected: this.#expected }
    await this.#system.backUp(backup.folder, () => {})
    this.#backups.push(backup)
  }

  async #restore(): Promise<void> {
    const backup = this.#backups.at(-1)
    if (backup === undefined) return
    await this.#system.close()
    const asked = { settings: this.#settings, from: backup.folder, replace: true, now: this.now, progress: () => {} }
    const { deleted, waits } = await restore({ ...asked, open: (restored) => this.open(restored) })
    if (Object.keys(deleted).length > 0) throw new Error('a restore deleted what may have been kept since the backup')
    this.#expected = { ...backup.expected, items: backup.expected.items.filter(({ id }) => !this.#erased.has(id)) }
    await this.checkItems()
    if (waits.length > 0) await this.#confirm(waits)
  }

  /** What was kept since the backup is in nobody’s memory here, so somebody lets go all that is due. */
  async #confirm(waits: readonly { readonly goes: Counts | null }[]): Promise<void> {
    const shown = waits.reduce((sum, { goes }) => sum + total(goes ?? {}), 0)
    const confirmed = await this.#system.confirm({ waits: null, shown, by: { actor: 'system:operator', role: null } })
    if (!confirmed.ok) throw new Error(`it was not confirmed: ${confirmed.why}`)
    return this.#pass(0)
  }

  async #copy(whose: number): Promise<void> {
    const person = pick(this.#people, whose) ?? ''
    const got: string[] = []
    const taker = {
      begin: async () => {},
      section: async () => {},
      items: async (items: readonly unknown[]) => void got.push(JSON.stringify(items)),
      end: async (ending: unknown) => void got.push(JSON.stringify(ending)),
    }
    const pack = await this.#system.gatherPack(person, taker)
    if (!pack.ok) throw new Error(`no copy was made: ${JSON.stringify(pack)}`)
    const text = got.join('\n')
    for (const other of this.#people) {
      if (text.includes(thirdOf(other))) throw new Error('a copy names somebody else')
      if (other !== person && text.includes(wordOf(other))) throw new Error('a copy has the words of somebody else')
    }
  }

  async checkItems(): Promise<void> {
    const ids = this.#put.map(({ id }) => id)
    const text = 'select id from call_recording where id = any($1) union all select id from contact_log where id = any($1)'
    const rows = await this.#on.asAdmin((admin) => admin.query<{ id: string }>(text, [ids]))
    const there = new Set(rows.map(({ id }) => id))
    for (const { id } of this.#expected.items) if (!there.has(id)) throw new Error('an item is gone that has to be there')
    for (const id of there) {
      if (this.#erased.has(id)) throw new Error('an erased item lives')
      if (!this.#expected.items.some((item) => item.id === id)) throw new Error('an item is there that nobody put in')
    }
  }

  async checkEvidence(): Promise<void> {
    const { ok, faults } = await this.#system.verifyEvidence()
    if (!ok) throw new Error(`the evidence is not whole: ${JSON.stringify(faults)}`)
  }

  async checkClocks(): Promise<void> {
    for (const asked of this.#expected.asked) {
      const look = await this.#requests.look(officer, asked.id)
      if (!look.ok) throw new Error('a request is not there')
      const { receivedOn } = look.request
      const plain = asked.steps.map((each) => ({ ...each, by: officer.name }))
      const clocks = [plain, stepsIn(look.request.steps)].map((each) =>
        JSON.stringify(rightsClock(eventsFrom(receivedOn, each), this.#today)),
      )
      if (clocks[0] !== clocks[1]) throw new Error('a request is due on another day than its events give')
    }
  }
}

const pick = <T>(from: readonly T[], which: number): T | undefined => from[which % Math.max(1, from.length)]
const wordOf = (person: string): string => `Said${person.slice(0, 8)}`
const thirdOf = (person: string): string => `Third${person.slice(0, 8)}`
