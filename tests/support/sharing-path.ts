import { buffer } from 'node:stream/consumers'
import type { Reason } from '#decisions/decision.ts'
import { isDeskActivity, viewFor } from '#duties/openings/view.ts'
import type { Chosen } from '#duties/shares/choices.ts'
import { type Asked, asksFor, asksWishes, type Occasion, pathFor } from '#duties/shares/paths.ts'
import type { ShareAsked } from '#duties/shares/ready.ts'
import { fetchShare, type Share } from '#duties/shares/settle.ts'
import { pageOfEvidence } from '#evidence/read.ts'
import type { Vouched } from '#gate/judge.ts'
import type { Activity, Role } from '#notice/vocabulary.ts'
import { unpacked } from './answers.ts'
import type { TestDatabase } from './database.ts'
import { colleague, type TestGate } from './gate.ts'
import { type Kind, type Opening, sharing, usualFacts } from './sharing.ts'

/** A sharing from the register and an open record to what left. `what`: parts of the record, each as its type and its kind of information. */
export type Going = {
  readonly role: Role
  readonly activity: Opening['activity']
  readonly person: string
  readonly to: Kind
  readonly what: readonly (readonly [type: string, category: string])[]
  readonly vouched?: readonly Vouched[]
  readonly signed?: readonly ('agreement' | 'protocol' | 'instruction')[]
  readonly register?: Readonly<Record<string, string | null>>
  readonly facts?: Partial<ShareAsked>
}

/** It left, with what whoever got it reads, and each decision on record; or it did not, and why. */
export type Went =
  | { readonly left: true; readonly line: Share; readonly contents: string; readonly decisions: Awaited<ReturnType<typeof pageOfEvidence>> }
  | { readonly left: false; readonly why: string; readonly lacks: readonly Reason['code'][]; readonly lines: number }

/** The whole path as a colleague goes it, with the facts that its form asks for and no others. */
export function sharingPath(on: TestDatabase, tested: Pick<TestGate, 'deps' | 'gate'>, setAsideIn: string) {
  const steps = sharing(on, tested, setAsideIn)
  const edition = () => tested.deps.inForce().released.edition

  function factsFor({ activity, to, facts = {} }: Pick<Going, 'activity' | 'to' | 'facts'>): Omit<ShareAsked, 'organisation' | 'chosen'> {
    const path = pathFor(edition(), activity, to)
    const occasion: Occasion = facts.occasion ?? path.occasions[0]
    const asked = (name: Asked) => asksFor(path, name, occasion)
    return {
      ...usualFacts,
      occasion,
      asker: asked('asker') ? usualFacts.asker : null,
      authoriser: asked('authoriser') ? usualFacts.authoriser : null,
      reference: asked('reference') ? usualFacts.reference : null,
      isVictim: asked('isVictim') ? usualFacts.isVictim : null,
      requestedOn: asked('requestedOn') ? '2026-11-16' : null,
      ...(asksWishes(edition(), activity) ? { wishes: 'agrees' } : {}),
      ...facts,
    }
  }

  /** The parts of a record that the use has at all. */
  function partsOf(activity: Activity): readonly Chosen['part'][] {
    if (!isDeskActivity(activity)) throw new Error(`${activity} opens no record`)
    return viewFor(edition(), activity).filter(({ type }) => type.keeps !== true && !('mediaId' in type.fields))
  }

  function chosenOf({ activity, what }: Pick<Going, 'activity' | 'what'>): readonly Chosen[] {
    return partsOf(activity)
      .filter(({ type, category }) => what.some(([name, kind]) => name === type.name && kind === category))
      .map((part) => ({ part, id: 'all' }))
  }

  async function linesOf(person: string): Promise<number> {
    return (await on.asAdmin((admin) => admin.query('select id from share where person_id = $1', [person]))).length
  }

  return {
    ...steps,
    chosenOf,
    partsOf,
    factsFor,
    linesOf,
    async goes(going: Going): Promise<Went> {
      const { role, activity, person, to, vouched = [], signed = [], register = {} } = going
      const who = colleague(role)
      const organisation = await steps.register(to, register)
      for (const kind of signed) await steps.sign(organisation, kind, activity)
      const opened = await steps.open(who, { activity, person, vouched })
      const asked = { ...factsFor(going), organisation, chosen: chosenOf(going) }
      const made = await steps.prepare(opened, who, asked)
      if (!made.ok) return stopped(made, await linesOf(person))
      if (made.consent) return { left: false, why: 'consent', lacks: ['lacks-consent'], lines: await linesOf(person) }
      const gone = await steps.release(opened, who, await steps.advised(await steps.line(opened, made.id)))
      if (!gone.ok) return stopped(gone, await linesOf(person))
      const line = await steps.line(opened, made.id)
      const fetched = await fetchShare(tested.deps, opened, line)
      if (!fetched.ok) throw new Error(JSON.stringify(fetched))
      const files = await unpacked(await buffer(fetched.archive), line.passphrase ?? '')
      const contents = [...files.values()].map((file) => file.toString('utf8')).join('\n')
      const all = await pageOfEvidence(on.database, { actor: `colleague:${who.id}`, kind: 'decision' })
      return { left: true, line, contents, decisions: all.filter(({ act }) => act === 'share') }
    },
  }
}

type NotDone = { readonly why: string; readonly refusal?: { readonly reasons: readonly Reason[] } }

function stopped({ why, refusal }: NotDone, lines: number): Went {
  return { left: false, why, lacks: (refusal?.reasons ?? []).map(({ code }) => code), lines }
}
