import { z } from 'zod'
import { card, errands, mostCards } from './card.ts'
import { clauseKinds } from './ledger.ts'
import { probe } from './probe.ts'
import { secondReaderReasons } from './second-reader.ts'
import { longestTopic, mostTopics } from './topics.ts'
import {
  acts,
  bases,
  categories,
  circumstances,
  conditions,
  exceptionGrounds,
  recipientKinds,
  relationships,
  roles,
  sources,
} from './vocabulary.ts'

/**
 * The shape of one landlord's notice, as released. It is data only: what the public page says, what a decision answers, what the sweep deletes and
 * what the database grants are all read from one value of this type.
 *
 * An edition narrows the software's ceiling (`ceiling.ts`). It may add activities of its own, with ids outside the vocabulary; these are published
 * and decided about, but have no screens.
 */

const text = z.string().trim().min(1)
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens')
/** A calendar date, `2023-02-28`; impossible dates are refused. */
const date = z.iso.date()
const dayOrMonth = z.string().check(({ value, issues }) => {
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(value)
  if (!isMonth && !date.safeParse(value).success) issues.push({ code: 'invalid_format', format: 'date', input: value })
})
const clause = z.string().regex(/^[A-Z]{1,2}[0-9]{1,2}$/, 'a clause is one or two capitals and a number, such as RT1')

export const confidences = ['A', 'B', 'C', 'D'] as const
/** Who says a period: the landlord's notice, the law, or the landlord since. `to-confirm`: none of them, and it is proposed here. */
export const standings = ['notice', 'law', 'landlord', 'to-confirm'] as const

/** What starts an item's retention clock. Events of the item are dated on the item; `tenancy-ended` is an event of the person. */
export const triggers = [
  'collected',
  'contact',
  'call',
  'recorded',
  'visit',
  'event',
  'case-closed',
  'job-completed',
  'check-done',
  'decision-taken',
  'replaced',
  'arrangement-ended',
  'financial-year-ended',
  'tenancy-ended',
  'support-ended',
  'authority-ended',
  'consent-ended',
  'hold-lifted',
  'last-contact',
  'move-settled',
] as const
export type Trigger = (typeof triggers)[number]

/** A day of every year, `MM-DD`. `02-28` means the last day of February, so 29 February in a leap year. */
const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day of the year is a month and a day, such as 03-31')
  .refine((written) => written !== '02-29' && isDayOfYear(written), 'a day that every year has, such as 03-31 or 02-28')

const landlord = z.strictObject({
  id,
  name: text,
  shortName: text,
  description: text,
  website: z.url(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  /** The day of the year on which the landlord's financial year ends, `MM-DD`; 31 March where absent. */
  financialYearEnds: monthDay.optional(),
  contacts: z.strictObject({
    dataProtection: z.strictObject({ team: text, email: z.email(), phone: text, post: z.array(text).min(1) }),
    wording: z.strictObject({ email: z.email() }),
    sales: z.strictObject({ email: z.email(), phone: text }).optional(),
    regulator: z.strictObject({ name: text, website: z.url(), concerns: z.url(), phone: text.optional() }),
  }),
  /** What contacts are about, in the landlord's own words and in the order in which they are offered; the usual ones where absent (`topics.ts`). */
  topics: z
    .array(text.max(longestTopic, `a topic is at most ${longestTopic} characters`))
    .min(2)
    .max(mostTopics, `there are at most ${mostTopics} topics, since each note chooses one`)
    .optional(),
  /** Offices that visitors sign in at (OF1). An office keeps its `id`, by which visits are stored. */
  offices: z.array(z.strictObject({ id, name: text, address: text })).optional(),
  /** What a second colleague reads before it leaves in somebody's copy; nothing where absent (`second-reader.ts`). */
  secondReader: z.array(z.enum(secondReaderReasons)).optional(),
  /** Dates by which the landlord's systems mean "no date", besides those that every import knows (docs/import.md). */
  noDates: z.array(z.iso.date()).optional(),
})

const relationship = z.strictObject({
  id: z.enum(relationships),
  label: text,
  description: text,
  /** How somebody says it of themselves on the first page, "I rent". Where any relationship has it, only those that do are offered there. */
  says: text.optional(),
})
const category = z.strictObject({ id: z.enum(categories), label: text, description: text, clauses: z.array(clause).default([]) })
const source = z.strictObject({ id: z.enum(sources), label: text, description: text, clauses: z.array(clause).default([]) })
const role = z.strictObject({ id: z.enum(roles), label: text, team: text, sees: text })
const recipient = z.strictObject({ id: z.enum(recipientKinds), label: text, description: text, clauses: z.array(clause).default([]) })

/** One thing that must hold: at least one of `anyOf` is present, whenever `when` (if given) is present. */
const need = z.strictObject({ anyOf: z.array(z.enum(circumstances)).min(1), when: z.enum(circumstances).optional() })

/** Systems of the activity to which the data is sent. Until the landlord has confirmed where such a system is, it counts as abroad (T1). */
const through = z.array(id).default([])

const conditionsByCategory = z.partialRecord(z.enum(categories), z.array(z.enum(conditions)).min(1))

/**
 * What these people may do with these categories in the activity. `needs` and `stops` are the landlord's own, in addition to what the law asks of the
 * basis, the categories and the kind of recipient (`src/decisions/requirements.ts`).
 */
const grant = z.strictObject({
  roles: z.array(z.enum(roles)).min(1),
  acts: z.array(z.enum(acts).exclude(['share'])).min(1),
  categories: z.array(z.enum(categories)).min(1),
  needs: z.array(need).default([]),
  stops: z.array(z.enum(circumstances)).default([]),
  through,
  /** They see the code of an alert and its days, and no words behind it. */
  codesOnly: z.literal(true).optional(),
  clauses: z.array(clause).default([]),
  because: text.optional(),
})

const sharing = z.strictObject({
  with: z.array(z.enum(recipientKinds)).min(1),
  /** The basis for this sharing; `public-interest` may be used only here. */
  basis: z.enum(bases),
  /** The law that requires this sharing, for `legal-obligation`; absent means the activity's own (L7). */
  law: text.optional(),
  categories: z.array(z.enum(categories)).min(1),
  conditions: conditionsByCategory.default({}),
  /** Whose legitimate interest it is, where it rests on one (B1). If absent: the landlord's own. */
  interest: z.enum(['ours', 'customers', 'colleagues']).optional(),
  /** A regular sharing rests on an agreement in force (R11). */
  regular: z.boolean().default(false),
  /** The data protection officer gives a view before it goes. */
  asksOfficer: z.literal(true).optional(),
  needs: z.array(need).default([]),
  stops: z.array(z.enum(circumstances)).default([]),
  through,
  clauses: z.array(clause).min(1),
  because: text,
})

const activity = z.strictObject({
  /** One of the vocabulary's activities, or the landlord's own id. */
  id,
  title: text,
  purpose: id,
  /** One plain sentence for the public: what is done and why. */
  why: text,
  clauses: z.array(clause).min(1),
  relationships: z.array(z.enum(relationships)).min(1),
  basis: z.enum(bases),
  /** What colleagues do rests on another basis for people of these relationships, such as those without an agreement (W1, `basis-for.ts`). */
  otherBases: z
    .array(z.strictObject({ for: z.array(z.enum(relationships)).min(1), basis: z.enum(bases) }))
    .min(1)
    .optional(),
  /** Needed for `legitimate-interests`; names an entry of `assessments`. */
  assessment: id.optional(),
  /** The law that requires it, for `legal-obligation`. */
  law: text.optional(),
  categories: z.array(z.enum(categories)).min(1),
  /** For every special or criminal category: its Article 9(2) or Article 10 condition, with the Schedule 1 paragraph where one is needed. */
  conditions: conditionsByCategory.default({}),
  sources: z.array(z.enum(sources)).min(1),
  /** The activities whose items may be used for this one too (P2), besides its own. The public is told (`compatible.ts`). */
  compatible: z.array(id).default([]),
  colleagues: z.array(grant).default([]),
  sharing: z.array(sharing).default([]),
  /** Before something is shared, an adult is asked what they want, and it goes against that only with a reason: the law that has it so. */
  asksWishes: text.optional(),
  /** Somebody about whom something was shared for it is told so afterwards, by a letter. */
  tellsAfterwards: z.literal(true).optional(),
  /** What happens when somebody asks to share with a recipient, or a category, that `sharing` does not list (B2). */
  otherSharing: z.enum(['refused', 'ask-consent']).default('refused'),
  systems: z.array(id).default([]),
  /** What the person can choose, in plain words, for the public table. */
  choice: text,
  /** Who says on which basis this is done, where the clauses do not tell (`whose-words.ts`). */
  standing: z.enum(standings).optional(),
})

/** An ISO 8601 period of calendar years, months and days (`P90D`, `P3M`); `P0D` means at once. */
export const period = z.string().regex(/^P(?!$)(\d+Y)?(\d+M)?(\d+D)?$/, 'a period is ISO 8601 calendar years, months and days, such as P3M')

const retentionRule = z.strictObject({
  id,
  categories: z.array(z.enum(categories)).min(1),
  /** The activities whose items this rule covers. Absent means every activity that no other rule for the category names. */
  activities: z.array(id).min(1).optional(),
  trigger: z.enum(triggers),
  period,
  /** The latest end: this long after the tenancy ended, whatever the period says, and also where the trigger never comes. */
  latestAfterTenancy: period.optional(),
  /** For somebody who never had a tenancy: this long after anything was last collected about them. */
  withoutTenancy: period.optional(),
  /** How the public page says it: "90 days after the call". */
  words: text,
  ground: text,
  /** What whoever confirms the period should know, such as what others publish. The public does not read it. */
  note: text.optional(),
  clauses: z.array(clause).min(1),
  confidence: z.enum(confidences),
  standing: z.enum(standings),
  /** For recorded calls: grounds to keep one longer that TC4 does not name, each with its reason for the public. Any other is refused. */
  exceptions: z.array(z.strictObject({ ground: z.enum(exceptionGrounds), because: text, standing: z.enum(standings) })).optional(),
  end: z.enum(['delete', 'anonymise', 'review']),
  owner: z.enum(roles),
})

const assessment = z.strictObject({
  id,
  title: text,
  interest: text,
  necessity: text,
  impact: text,
  safeguards: text,
  balance: text,
  owner: z.enum(roles),
  /** Who adopted it for the landlord, when, and with what result. Without this line it is a proposal, and nothing rests on it (L5). */
  adopted: z.strictObject({ by: text, on: date, outcome: z.enum(['passed', 'failed']), reviewBy: date }).optional(),
})

const system = z.strictObject({
  id,
  name: text,
  purpose: text,
  /** It is this software itself. Somebody's data is searched for in it here, and nobody else is asked. */
  here: z.literal(true).optional(),
  /** `to-confirm`: the notice does not say who supplies it and where it is, and the landlord has not either. It counts as abroad. */
  standing: z.enum(['fixed', 'to-confirm']),
  supplier: text.optional(),
  /** ISO 3166-1 alpha-2; `GB` needs no mechanism. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Needed when the country is not `GB` (T1); with `until` where adequacy rests on who receives it. */
  mechanism: z
    .strictObject({
      kind: z.enum(['adequacy', 'idta', 'addendum', 'exception']),
      reference: text,
      until: date.optional(),
      /** The day on which an agreement was signed. */
      agreed: date.optional(),
      /** That protection there is not materially lower, as the landlord considered it (Article 46(1A)). */
      test: z.strictObject({ on: date, because: text }).optional(),
      /** What a certified company is entered with, and when that was last looked up. */
      certificate: z
        .strictObject({ company: text, ukExtension: z.boolean(), humanResources: z.boolean(), nextDue: date, checked: date })
        .optional(),
    })
    .optional(),
})

const clauseKeeping = z.strictObject({
  id: clause,
  kind: z.enum(clauseKinds),
  heading: text,
  /** The clause in the landlord's own plain words, for the public. */
  says: text,
  /** How the software keeps it, in one sentence. */
  keptBy: text,
  /** For a clause of the landlord's own: the clause of the ledger whose rule keeps it, and so its figure and its tests. */
  rule: clause.optional(),
  /** The clause of the ledger whose figure is shown, where it is not that of the rule. */
  figure: clause.optional(),
  /** Questions to this edition with the answers that the clause stands for, besides those that the software asks of every landlord. */
  probes: z.array(probe).optional(),
})

const layer = z.strictObject({
  id,
  title: text,
  /** The relationships or activities whose rows this layer shows. */
  relationships: z.array(z.enum(relationships)).default([]),
  activities: z.array(id).default([]),
  summary: text,
  /** Markdown. */
  body: text,
  /** What the reader can do about it; each has its page on the public site. */
  can: z.array(z.enum(errands)).optional(),
  /** Each use in words for these readers, such as children; then no table of the uses is shown to them, and every use has to be worded. */
  uses: z
    .array(z.strictObject({ activity: id, says: text }))
    .min(1)
    .optional(),
  /** Whose words these are, where `restates` of the edition does not tell (`whose-words.ts`). */
  standing: z.enum(standings).optional(),
})

const article = z.strictObject({
  id,
  question: text,
  clauses: z.array(clause).default([]),
  /** What the reader can do about it; each has its page on the public site. */
  can: z.array(z.enum(errands)).optional(),
  body: text,
})
const purpose = z.strictObject({ id, label: text, clauses: z.array(clause).min(1) })

/** The words that people have for one thing. An id of the vocabulary, such as a category, stands for that. */
const synonym = z.strictObject({ id, words: z.array(text).min(1) })
/** One of these subjects, asked in one of these ways: both are ids of synonyms. Without one of the two, any counts. */
const answered = z
  .strictObject({ about: z.array(id).min(1).optional(), asks: z.array(id).min(1).optional() })
  .refine(({ about, asks }) => about !== undefined || asks !== undefined, 'name what it is about, or what it asks')
/** How people ask for what a clause says; without a clause, for what the notice does not say. */
const question = z.strictObject({
  clause: clause.optional(),
  about: text.optional(),
  answers: z.array(answered).min(1).optional(),
  asked: z.array(text).min(1),
})

export const editionShape = z.strictObject({
  id,
  title: text,
  /** The language that it is written in, as pages name it (BCP 47): British English where absent. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is written as en-GB or cy')
    .optional(),
  /** The edition's own name for its date, "February 2023". */
  dated: text,
  /** A month where the notice gives no day: it is in force from its first day on. */
  inForceFrom: dayOrMonth,
  lastUpdated: date,
  changes: z.array(text).min(1),
  /** This edition tells a notice of the landlord in other words: what that notice does not say is proposed here, and marked so (`whose-words.ts`). */
  restates: z.literal(true).optional(),
  /** Clauses of the ledger that this landlord's notice does not have, such as those about cameras where there are none. */
  without: z.array(z.strictObject({ clauses: z.array(clause).min(1), because: text })).optional(),
  landlord,
  relationships: z.array(relationship),
  categories: z.array(category),
  sources: z.array(source),
  purposes: z.array(purpose),
  roles: z.array(role),
  recipients: z.array(recipient),
  activities: z.array(activity).min(1),
  assessments: z.array(assessment),
  retention: z.array(retentionRule).min(1),
  systems: z.array(system),
  clauses: z.array(clauseKeeping).min(1),
  /** The main notice, as questions with answers in Markdown. */
  notice: z.array(article).min(1),
  layers: z.array(layer),
  /** The answers of the first page; where absent, they are drawn from the rest (`cards.ts`). */
  cards: z.array(card).min(1).max(mostCards, `a first page has at most ${mostCards} cards`).optional(),
  /** What finds the answer to a question (`ask/`); where absent, the notice's own words alone do. */
  synonyms: z.array(synonym).min(1).optional(),
  questions: z.array(question).min(1).optional(),
})

export type Edition = z.infer<typeof editionShape>

/** An edition still being written: files may be missing, so lists may be empty. Only the checks read this. */
export const draftShape = editionShape
  .partial({ id: true, title: true, dated: true, inForceFrom: true, lastUpdated: true, changes: true, landlord: true })
  .extend({ activities: z.array(activity), retention: z.array(retentionRule), clauses: z.array(clauseKeeping), notice: z.array(article) })
export type Draft = z.infer<typeof draftShape>

export type Landlord = Edition['landlord']

export type EditionActivity = Edition['activities'][number]
export type Grant = EditionActivity['colleagues'][number]
export type Sharing = EditionActivity['sharing'][number]
export type RetentionRule = Edition['retention'][number]
export type Need = Grant['needs'][number]
export type System = Edition['systems'][number]
export type Assessment = Edition['assessments'][number]

/** A checked edition with the SHA-256 of its canonical JSON (RFC 8785), in lower-case hex. Decisions record this hash. */
export type ReleasedEdition = {
  readonly hash: string
  readonly edition: Edition
  /** Set while the invented example runs: proposed assessments count as adopted, and the pages say so (L5). It is no part of the edition. */
  readonly example?: true
}

function isDayOfYear(written: string): boolean {
  try {
    Temporal.PlainMonthDay.from(written, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}
