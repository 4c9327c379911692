import type { Request } from '#decisions/decision.ts'
import type { InForce } from '#gate/deps.ts'
import { sourceRefusal } from '#gate/write/source.ts'
import type { Edition } from '#notice/edition.ts'
import { isEverLonger } from '#notice/longer.ts'
import type { PeriodProbe, Probe, SourceProbe, UseProbe } from '#notice/probe.ts'
import { retentionRuleFor } from '#notice/retention-of.ts'
import { type Circumstance, type Role, roles } from '#notice/vocabulary.ts'

/** What the edition answers otherwise than the clause says. `allows`: it permits what the clause rules out, or lets it be kept longer. */
export type ProbeFault = { readonly says: string; readonly allows: boolean }

/** Asks the edition in force each probe. Empty where every answer is the one that the clause stands for. */
export function probeFaults(inForce: InForce, probes: readonly Probe[]): readonly ProbeFault[] {
  return probes.flatMap((probe) => {
    if ('source' in probe) return sourceFault(inForce, probe)
    if ('keeps' in probe) return periodFault(inForce.released.edition, probe)
    return useFaults(inForce, probe)
  })
}

function useFaults(inForce: InForce, probe: UseProbe): readonly ProbeFault[] {
  const { edition } = inForce.released
  const asked = probe.activity === undefined ? edition.activities.map(({ id }) => id) : [probe.activity]
  const answers = asked.flatMap((activity) =>
    whoOf(probe).map((who) => ({ activity, who, permitted: permits(inForce, probe, activity, who) })),
  )
  if (probe.expect === 'permitted') {
    if (answers.some(({ permitted }) => permitted)) return unneeded(inForce, probe, asked)
    return [{ says: `This edition does not allow it: ${wordsOf(edition, probe, probe.activity, undefined)}.`, allows: false }]
  }
  const open = answers.find(({ permitted }) => permitted)
  return open === undefined ? [] : [{ says: `This edition allows it: ${wordsOf(edition, probe, open.activity, open.who)}.`, allows: true }]
}

/** Each circumstance that the clause asks for is needed: without it nobody is permitted. */
function unneeded(inForce: InForce, probe: UseProbe, asked: readonly string[]): readonly ProbeFault[] {
  return probe.given.flatMap((lacking) => {
    const without = { ...probe, given: probe.given.filter((each) => each !== lacking) }
    const open = asked.some((activity) => whoOf(probe).some((who) => permits(inForce, without, activity, who)))
    const says = `This edition allows it without “${lacking}”: ${wordsOf(inForce.released.edition, probe, probe.activity, undefined)}.`
    return open ? [{ says, allows: true }] : []
  })
}

type Asking = Request['who']

function whoOf({ role, recipient, except = [] }: UseProbe): readonly Asking[] {
  if (recipient !== undefined) return [{ recipient }]
  if (role !== undefined) return [{ role }]
  return roles.filter((each) => !except.includes(each)).map((each: Role) => ({ role: each }))
}

function permits({ decide }: InForce, { act, category, relationship, given, basis }: UseProbe, activity: string, who: Asking): boolean {
  const circumstances: ReadonlySet<Circumstance> = new Set(given)
  const about = relationship === undefined ? {} : { relationship }
  const decision = decide({ who, act, activity, categories: [category], circumstances, ...about })
  return decision.outcome === 'permitted' && (basis === undefined || decision.basis === basis)
}

function sourceFault({ released }: InForce, { source, activity, expect }: SourceProbe): readonly ProbeFault[] {
  const isTaken = sourceRefusal(released, activity, source, 'told') === undefined
  if (isTaken === (expect === 'permitted')) return []
  const [what, of] = [labelOf(released.edition.sources, source), titleOf(released.edition, activity)]
  return [{ says: `This edition ${isTaken ? 'takes' : 'does not take'} data from “${what}” for “${of}”.`, allows: isTaken }]
}

function periodFault(edition: Edition, { keeps, activity, period }: PeriodProbe): readonly ProbeFault[] {
  const rule = retentionRuleFor(edition, keeps, activity)
  // Kept for less is kept no longer than the clause says.
  if (rule !== undefined && !isEverLonger(rule.period, period)) return []
  const found = rule === undefined ? 'no period' : `“${rule.words}”`
  return [
    { says: `This edition has ${found} for “${labelOf(edition.categories, keeps)}” of “${titleOf(edition, activity)}”.`, allows: true },
  ]
}

function wordsOf(edition: Edition, { act, category, given }: UseProbe, activity: string | undefined, who: Asking | undefined): string {
  const asks =
    who === undefined ? '' : `${'role' in who ? labelOf(edition.roles, who.role) : labelOf(edition.recipients, who.recipient)} may `
  const what = `${act} “${labelOf(edition.categories, category)}”`
  const where = activity === undefined ? '' : ` for “${titleOf(edition, activity)}”`
  return `${asks}${what}${where}${given.length === 0 ? '' : ` (${given.join(', ')})`}`
}

function labelOf(list: readonly { readonly id: string; readonly label: string }[], id: string): string {
  return list.find((each) => each.id === id)?.label ?? id
}

function titleOf({ activities }: Edition, id: string): string {
  return activities.find((each) => each.id === id)?.title ?? id
}
