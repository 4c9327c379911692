import type { Edition, RetentionRule } from '../edition.ts'
import { rolesThatMay } from './roles-that-see.ts'

/** An answer is read at a glance: it has at most so many words. */
const mostWords = 60
const mostNames = 4

type Clause = Edition['clauses'][number]
/** What an answer is made from: the notice, the clause that answers, and what was asked about. */
type Asked = { readonly edition: Edition; readonly clause: Clause; readonly about: ReadonlySet<string> }

/**
 * The answer in the edition's own words: what the clause says, with the period, the receivers, the colleagues, the short notice or the contact that
 * was asked about. What answers a question about a time comes first.
 */
export function answerWords(asked: Asked, rule: RetentionRule | undefined): string {
  const more = [...receivers(asked), ...colleagues(asked), ...shortNotice(asked), ...contacts(asked)]
  const parts = [...period(asked, rule), ...said(asked, more.length), ...more]
  return parts.reduce((said, part) => (said === '' || countOf(`${said} ${part}`) <= mostWords ? `${said} ${part}`.trim() : said), '')
}

/** Clauses that say that there is a schedule: the time itself stands in it. */
const ofSchedule = ['RT1', 'RT2', 'P5']

/** Under its heading, since a clause is part of a list. One that says no more than its heading is left to what follows. */
function said({ clause: { heading, says } }: Asked, more: number): readonly string[] {
  const [title, sentence] = [heading, says].map((text) => text.replace(/\.$/, '').toLowerCase())
  if (title === sentence) return more > 0 ? [] : [says]
  return [`${heading}: ${lowered(says)}`]
}

/** The rule of the schedule that was asked about, where the clause leaves the time to it; or the one whose period the clause itself fixes. */
export function ruleAskedAbout({ edition, clause, about }: Asked): RetentionRule | undefined {
  if (!ofSchedule.includes(clause.rule ?? clause.id))
    return edition.retention.find(({ standing, clauses }) => standing !== 'to-confirm' && clauses.includes(clause.id))
  const ranked = edition.retention
    .map((rule) => ({ rule, hits: hitsOf(rule, about) }))
    .filter(({ hits }) => hits > 0)
    .toSorted((one, other) => other.hits - one.hits)
  return ranked[0]?.rule
}

/** A rule for one use counts where that use was asked about, and a general one where its kind of information was. */
function hitsOf({ categories, activities }: RetentionRule, about: ReadonlySet<string>): number {
  const kinds = categories.filter((each) => about.has(each)).length
  if (activities === undefined) return kinds === 0 ? 0 : kinds + 1
  const uses = activities.filter((each) => about.has(each)).length
  return uses === 0 ? 0 : uses * 2 + kinds
}

function period({ edition, clause, about }: Asked, rule: RetentionRule | undefined): readonly string[] {
  if (rule === undefined || !ofSchedule.includes(clause.rule ?? clause.id)) return []
  const asked = rule.categories.filter((each) => about.has(each))
  const ids = asked.length > 0 ? asked : rule.categories
  const what = ids.slice(0, 2).map((id) => edition.categories.find((each) => each.id === id)?.label ?? id)
  const proposed = rule.standing === 'to-confirm' ? ' (proposed, not fixed)' : ''
  return [`${listed(what)}: ${rule.words}${proposed}.`]
}

function receivers({ edition, clause, about }: Asked): readonly string[] {
  const named = edition.recipients.filter(({ id, clauses }) => id !== 'the-person' && clauses.includes(clause.id))
  const asked = named.filter(({ id }) => about.has(id))
  const told = asked.length > 0 ? asked : named.length === 1 ? named : []
  return told.slice(0, 2).map(({ label, description }) => `${label}: ${lowered(description)}`)
}

/** Clauses that say who sees something: R1 of everything, SC5 of very private things, CC1 of convictions. */
const ofSight = ['R1', 'SC5', 'CC1']

function colleagues({ edition, clause, about }: Asked): readonly string[] {
  if (!ofSight.includes(clause.rule ?? clause.id)) return []
  return edition.categories
    .filter(({ id }) => about.has(id))
    .slice(0, 1)
    .flatMap(({ id, label }) => {
      const roles = rolesThatMay(edition, id)
      return roles.length === 0
        ? []
        : [`${label} may be seen by: ${listed(roles.slice(0, mostNames))}${roles.length > mostNames ? ', and others' : ''}.`]
    })
}

function shortNotice({ edition, clause, about }: Asked): readonly string[] {
  if ((clause.rule ?? clause.id) !== 'N3') return []
  return [...about]
    .flatMap((self) => edition.layers.filter(({ relationships }) => relationships.some((each) => each === self)))
    .slice(0, 1)
    .map(({ title, summary }) => `“${title}”: ${summary}`)
}

/** Whom to turn to, for the clauses of the ledger that say that somebody can be told. */
function contacts({ edition, clause }: Asked): readonly string[] {
  const { dataProtection, wording, sales, regulator } = edition.landlord.contacts
  const office = `${dataProtection.team}: ${dataProtection.email}, ${dataProtection.phone}.`
  const lines: Readonly<Record<string, readonly string[]>> = {
    N4: [`Edition of ${edition.dated}, last updated on ${dayWords(edition.lastUpdated)}.`],
    N5: [`Write to ${wording.email}.`],
    N6: [office, `${regulator.name}: ${regulator.phone ?? regulator.website}.`],
    A1: [office],
    P4: [office],
    PH4: [`Write to ${wording.email}.`],
    MK4: sales === undefined ? [] : [`${sales.phone}, ${sales.email}.`],
  }
  return lines[clause.rule ?? clause.id] ?? []
}

/** Says so where the notice is silent, and what to do then. */
export function silentWords({ landlord }: Edition): string {
  const { email, phone } = landlord.contacts.dataProtection
  return `The notice does not say. About your information, ask ${email} or ${phone}. About anything else, ask ${landlord.shortName}: ${landlord.website}`
}

function dayWords(day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(words)
}

/** As it goes on after a colon; abbreviations stay. */
function lowered(sentence: string): string {
  return sentence.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (letter) => letter.toLowerCase())
}

function countOf(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}
