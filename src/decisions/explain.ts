import type { ReleasedEdition } from '#notice/edition.ts'
import type { Circumstance } from '#notice/vocabulary.ts'
import type { Decision, Reason, ReasonCode } from './decision.ts'

/** A reason in plain words: what stands in the way, the clause that says so, and what a person can do about it. */
export type Explained = { readonly code: ReasonCode; readonly why: string; readonly clause: string; readonly remedy: string }

type Words = { readonly why: string; readonly clause: string; readonly remedy: string }

const asked: Readonly<Record<Exclude<ReasonCode, `lacks-${string}` | `stopped-by-${string}`>, Words>> = {
  'unknown-word': { why: 'A word of the question is not one we know.', clause: 'P1', remedy: 'Check the spelling against the vocabulary.' },
  'engine-failed': {
    why: 'The question could not be answered.',
    clause: 'P1',
    remedy: 'Nothing was opened. Tell the team that runs the system.',
  },
  'activity-unknown': { why: 'The notice has no such activity.', clause: 'L1', remedy: 'Name an activity of the notice.' },
  'act-not-for-colleague': { why: 'Sharing is with somebody outside, and none was named.', clause: 'B1', remedy: 'Name the recipient.' },
  'act-not-for-recipient': {
    why: 'Somebody outside is sent what they need. They never open records.',
    clause: 'R1',
    remedy: 'Ask to share with them instead.',
  },
  'relationship-not-covered': {
    why: 'The activity does not concern people in this relationship with us.',
    clause: 'N2',
    remedy: 'Choose the activity that does.',
  },
  'role-not-in-activity': {
    why: 'The activity is not part of this role.',
    clause: 'R1',
    remedy: 'Ask a colleague whose work it is to act on it.',
  },
  'recipient-not-in-activity': {
    why: 'The notice shares nothing with them for this activity.',
    clause: 'B1',
    remedy: 'Ask the data protection team whether there is another ground.',
  },
  'category-not-in-activity': {
    why: 'The activity does not need this kind of information.',
    clause: 'P3',
    remedy: 'Do the work without it, or name the activity that needs it.',
  },
  'category-closed-to-role': {
    why: 'This kind of information is closed to the role.',
    clause: 'R1',
    remedy: 'Ask a colleague whose work it is to act on it.',
  },
  'category-not-shared-with-recipient': {
    why: 'The notice does not share this kind of information with them.',
    clause: 'B1',
    remedy: 'Leave it out, or ask the data protection team.',
  },
  'act-closed-to-role': {
    why: 'The role may not do this with this kind of information.',
    clause: 'R1',
    remedy: 'Ask a colleague whose work it is to act on it.',
  },
}

const lacking: Readonly<Record<Circumstance, Words>> = {
  'identity-verified': { why: 'Nobody has checked that this is the person.', clause: 'SE2', remedy: 'Check their identity first.' },
  consent: { why: 'The person has not said yes.', clause: 'L8', remedy: 'Ask the person, and wait for the answer.' },
  'consent-refused': { why: 'The person has not refused.', clause: 'L8', remedy: 'Nothing to do.' },
  objection: { why: 'The person has not objected.', clause: 'L5', remedy: 'Nothing to do.' },
  restriction: { why: 'The information is not restricted.', clause: 'P2', remedy: 'Nothing to do.' },
  'agreement-in-force': {
    why: 'No data sharing agreement is in force.',
    clause: 'R11',
    remedy: 'Ask the data protection team to put one in force.',
  },
  'instruction-in-force': { why: 'They have no instruction from us for this.', clause: 'R12', remedy: 'Record the instruction first.' },
  'assessment-in-date': {
    why: 'The balancing assessment is missing, failed or past its review.',
    clause: 'L5',
    remedy: 'Ask the data protection team to review it.',
  },
  'registered-with-ico': {
    why: 'The company’s registration with the ICO is not on record.',
    clause: 'R2',
    remedy: 'Record its registration number and expiry.',
  },
  'legal-reference': {
    why: 'The law that asks for it has not been named.',
    clause: 'L7',
    remedy: 'Write down the law or order relied on.',
  },
  'written-request': {
    why: 'There is no written request.',
    clause: 'R9',
    remedy: 'Ask for the request form: power relied on, officer, reference.',
  },
  'emergency-declared': { why: 'No emergency has been declared.', clause: 'L6', remedy: 'Declare the emergency, if there is one.' },
  'incapable-of-consent': { why: 'The person can be asked.', clause: 'SC7', remedy: 'Ask the person.' },
  'special-category-reason': {
    why: 'Special category information is closed until you say why you need it.',
    clause: 'SC5',
    remedy: 'Give your reason for needing it this time.',
  },
  'on-hold': { why: 'It is not on hold.', clause: 'TC4', remedy: 'Nothing to do.' },
  'private-setting': {
    why: 'You have not confirmed that you are somewhere private.',
    clause: 'TC9',
    remedy: 'Go somewhere private, and confirm it.',
  },
  'nobody-identifiable': {
    why: 'Somebody can be identified in it.',
    clause: 'TC7',
    remedy: 'Take out what identifies people, or ask for their consent.',
  },
  'transfer-mechanism': {
    why: 'A system abroad has no transfer mechanism in force.',
    clause: 'T1',
    remedy: 'Ask the data protection team to record one.',
  },
  'interest-in-property': {
    why: 'The person has shown no interest in this property or area.',
    clause: 'MK3',
    remedy: 'Do not contact them about it.',
  },
  'under-18': { why: 'The person is not under 18.', clause: 'N2', remedy: 'Choose the activity that concerns them.' },
  'parental-authority': {
    why: 'The person is under 18, and nobody with authority has agreed.',
    clause: 'L8',
    remedy: 'Ask a parent or guardian.',
  },
}

const stopping: Partial<Readonly<Record<Circumstance, Words>>> = {
  'consent-refused': { why: 'The person said no.', clause: 'L8', remedy: 'Respect the answer. Do not ask again needlessly.' },
  objection: { why: 'The person objected, and the objection was upheld.', clause: 'L5', remedy: 'Do the work without this information.' },
  restriction: {
    why: 'The information is restricted while a question about it is open.',
    clause: 'P2',
    remedy: 'Wait until the restriction is lifted.',
  },
  'on-hold': { why: 'It is kept back for a complaint or claim.', clause: 'TC4', remedy: 'Ask a senior manager.' },
}

export function explain(reason: Reason): Explained {
  const words = wordsFor(reason.code)
  const instead = (reason.instead ?? []).map((circumstance) => lacking[circumstance].remedy)
  return { code: reason.code, ...words, remedy: [words.remedy, ...instead].join(' Or: ') }
}

const otherStop: Words = { why: 'Something on record stands against it.', clause: 'P1', remedy: 'Ask the data protection team.' }

function wordsFor(code: ReasonCode): Words {
  for (const [circumstance, words] of entriesOf(lacking)) {
    if (code === `lacks-${circumstance}`) return words
    if (code === `stopped-by-${circumstance}`) return stopping[circumstance] ?? otherStop
  }
  for (const [known, words] of entriesOf(asked)) if (known === code) return words
  return asked['engine-failed']
}

function entriesOf<K extends string, V>(record: Readonly<Record<K, V>>): readonly (readonly [K, V])[] {
  const names: K[] = []
  for (const name in record) names.push(name)
  return names.map((name) => [name, record[name]])
}

/** The answer of `./assured decide --json`. Its shape is a contract (docs/command-line.md). */
export type DecisionContract = {
  readonly permitted: boolean
  readonly outcome: Decision['outcome']
  readonly basis: string | null
  readonly condition: string | null
  readonly clauses: readonly string[]
  readonly reasons: readonly string[]
  /** The reasons in plain words, in the same order. */
  readonly why: readonly string[]
  readonly remedy: string | null
  readonly edition: string
}

export function toContract(decision: Decision, released: ReleasedEdition): DecisionContract {
  const explained = decision.outcome === 'permitted' ? [] : decision.reasons.map(explain)
  const conditions = decision.conditions ?? []
  return {
    permitted: decision.outcome === 'permitted',
    outcome: decision.outcome,
    basis: decision.basis ?? null,
    condition: conditions.length > 0 ? conditions.join(' + ') : null,
    clauses: [...new Set([...decision.clauses, ...explained.map((each) => each.clause)])],
    reasons: explained.map((each) => each.code),
    why: explained.map((each) => each.why),
    remedy: explained[0]?.remedy ?? null,
    edition: released.hash,
  }
}
