import type { Edition, EditionActivity } from '#notice/edition.ts'
import {
  type Category,
  type Circumstance,
  type Condition,
  type RecipientKind,
  type Role,
  recipientKinds,
  sensitivityOf,
} from '#notice/vocabulary.ts'

/** One line of the notice as Cedar sees it: these askers, these acts, these categories, and what speaks against. */
export type Block = {
  readonly askers: readonly string[]
  readonly acts: readonly string[]
  readonly categories: readonly Category[]
  readonly basis: string
  readonly restsOnConsent: boolean
  /** The relationships that it is for, or all but these. */
  readonly whose: Whose
  readonly against: readonly Against[]
}

export type Whose = { readonly only: readonly string[] } | { readonly except: readonly string[] }

/** A forbid: `unless` none of these holds, or `when` this does; for some of the block's askers, acts and categories only. */
export type Against = {
  readonly told: string
  readonly askers?: readonly string[]
  readonly acts?: readonly string[]
  readonly categories?: readonly Category[]
  readonly given?: Circumstance | undefined
  readonly needs?: readonly Circumstance[]
  readonly stop?: Circumstance
}

type Line = {
  readonly askers: readonly (Role | RecipientKind)[]
  readonly acts: readonly string[]
  readonly categories: readonly Category[]
  readonly basis: string
  readonly conditions: Readonly<Partial<Record<Category, readonly Condition[] | undefined>>>
  readonly regular: boolean
  readonly needs: readonly { readonly anyOf: readonly Circumstance[]; readonly when?: Circumstance | undefined }[]
  readonly stops: readonly Circumstance[]
  readonly through: readonly string[]
  readonly whose?: Whose
}

/** The lines of an activity, split by whether they rest on consent, with the law written out once more, by hand and in another way. */
export function blocksOf(edition: Edition, activity: EditionActivity): readonly Block[] {
  const abroadAnyway = activity.systems.some((id) => placeOf(edition, id) === 'abroad')
  return linesOf(activity).flatMap((line) => {
    const abroad = abroadAnyway || line.through.some((id) => placeOf(edition, id) !== 'here')
    const resting = line.categories.filter((category) => line.basis === 'consent' || onConsent(line.conditions[category] ?? []))
    return [resting, line.categories.filter((category) => !resting.includes(category))]
      .filter((categories) => categories.length > 0)
      .map((categories) => ({
        ...{ askers: line.askers, acts: line.acts, categories, basis: line.basis, whose: line.whose ?? { except: [] } },
        restsOnConsent: categories === resting,
        against: [...own(line), ...law(activity.id, { ...line, categories }, abroad)],
      }))
  })
}

function placeOf(edition: Edition, id: string): 'here' | 'open' | 'abroad' {
  const system = edition.systems.find((each) => each.id === id)
  if (system?.standing === 'to-confirm') return 'open'
  return system?.country === 'GB' ? 'here' : 'abroad'
}

function linesOf(activity: EditionActivity): readonly Line[] {
  const carried = (category: Category) =>
    activity.categories.includes(category) && (sensitivityOf(category) === 'ordinary' || category in activity.conditions)
  const grants = whoseOf(activity).flatMap(({ basis, whose }) =>
    activity.colleagues.map((grant) => ({
      ...{ askers: grant.roles, acts: grant.acts, categories: grant.categories.filter(carried), basis, whose },
      ...{ conditions: activity.conditions, regular: false, needs: grant.needs, stops: grant.stops, through: grant.through },
    })),
  )
  const sharings = activity.sharing.flatMap((sharing) =>
    sharing.with.map((recipient) => {
      const conditions = recipient === 'the-person' ? { ...activity.conditions, ...sharing.conditions } : sharing.conditions
      const categories = sharing.categories.filter(
        (category) => carried(category) && (sensitivityOf(category) === 'ordinary' || category in conditions),
      )
      return { ...sharing, askers: [recipient], acts: ['share'], categories, conditions }
    }),
  )
  return [...grants, ...sharings, ...(activity.otherSharing === 'ask-consent' ? asked(activity, carried) : [])]
}

/** On which basis colleagues act, and for whom: one that is named for a relationship comes before all that follow it. */
function whoseOf({ basis, otherBases = [] }: EditionActivity): readonly { readonly basis: string; readonly whose: Whose }[] {
  const taken = new Set<string>()
  const others = otherBases.map((other) => {
    const only = other.for.filter((each) => !taken.has(each))
    for (const each of only) taken.add(each)
    return { basis: other.basis, whose: { only } }
  })
  return [...others, { basis, whose: { except: [...taken] } }]
}

function asked(activity: EditionActivity, carried: (category: Category) => boolean): readonly Line[] {
  return activity.categories
    .filter((category) => carried(category) && sensitivityOf(category) !== 'criminal')
    .map((category) => ({
      askers: recipientKinds.filter(
        (kind) => !activity.sharing.some((sharing) => sharing.with.includes(kind) && sharing.categories.includes(category)),
      ),
      ...{ acts: ['share'], categories: [category], basis: 'consent', regular: false },
      conditions: sensitivityOf(category) === 'special' ? { [category]: ['art-9-2-a'] } : {},
      needs: [{ anyOf: ['consent'] }],
      stops: ['consent-refused'],
      through: [],
    }))
}

function own(line: Line): readonly Against[] {
  return [...line.needs.map((need) => lacks(need.anyOf, { given: need.when })), ...line.stops.map((stop) => stopped(stop))]
}

/** UK GDPR, the Data Protection Act and the ledger's promises, as somebody would write them who had not seen `requirements.ts`. */
function law(activity: string, line: Line, abroad: boolean): readonly Against[] {
  const { categories } = line
  const among = (test: (conditions: readonly Condition[], category: Category) => boolean) => ({
    categories: categories.filter((category) => test(line.conditions[category] ?? [], category)),
  })
  // What was agreed to is read here whatever it says, and passed on only as anything else is.
  const choices = line.acts.includes('share') ? {} : among((_, category) => category !== 'consents')
  const sensitive = among((_, category) => sensitivityOf(category) !== 'ordinary')
  const to = (...kinds: readonly RecipientKind[]) => ({ askers: line.askers.filter((asker) => kinds.some((kind) => kind === asker)) })
  const outsiders = line.askers.filter((asker) => asker !== 'the-person' && asker !== 'representative')
  const spared = ['rights-requests', 'legal-claims', 'safeguarding', 'emergency', 'regulatory-requirements'].includes(activity)
  const consentAsked = (where: { readonly categories?: readonly Category[] }) => [
    lacks(['consent'], where),
    lacks(['parental-authority'], { ...where, given: 'under-18' }),
    stopped('consent-refused', where),
  ]
  const explicit = among((conditions) => conditions.includes('art-9-2-a') && conditions.filter((each) => /^art/.test(each)).length === 1)
  const criminalConsent = among(
    (conditions) => conditions.includes('sch-1-para-29') && conditions.filter((each) => /^sch/.test(each)).length === 1,
  )
  const cannot = among((conditions) => conditions.includes('art-9-2-c') || conditions.includes('sch-1-para-30'))
  return [
    ...(line.basis === 'legitimate-interests' ? [lacks(['assessment-in-date']), stopped('objection', choices)] : []),
    ...(line.basis === 'recognised-legitimate-interests' ? [stopped('objection', choices), ...askedFor(activity, line)] : []),
    ...(line.basis === 'consent' ? consentAsked(choices) : []),
    ...(line.basis === 'vital-interests' ? [lacks(['emergency-declared'])] : []),
    ...(line.basis === 'legal-obligation' && line.acts.includes('share') ? [lacks(['legal-reference'], { askers: outsiders })] : []),
    ...consentAsked(explicit),
    lacks(['consent'], criminalConsent),
    lacks(['parental-authority'], { ...criminalConsent, given: 'under-18' }),
    stopped('consent-refused', criminalConsent),
    lacks(['incapable-of-consent', 'emergency-declared'], cannot),
    ...notAsked(line.acts.includes('share'), among),
    stopped(
      'objection',
      among((conditions) => conditions.includes('sch-1-para-8')),
    ),
    ...(activity === 'equality-monitoring'
      ? [stopped('consent-refused', { acts: ['collect'], ...among((_, each) => sensitivityOf(each) === 'special') })]
      : []),
    ...(line.regular ? [lacks(['agreement-in-force'])] : []),
    lacks(['instruction-in-force'], to('contractor', 'legal-agent', 'service-agent')),
    lacks(['registered-with-ico'], to('group-company')),
    lacks(['written-request', 'own-report'], to('police')),
    ...(activity === 'housing-officer-lookup' ? [] : [lacks(['identity-verified'], to('the-person'))]),
    lacks(['consent', 'parental-authority', 'written-request'], to('representative')),
    lacks(['special-category-reason'], { acts: ['view', 'use'], ...sensitive }),
    ...(abroad ? [lacks(['transfer-mechanism'])] : []),
    ...(activity === 'marketing' ? [stopped('objection', choices)] : []),
    ...(spared || line.basis === 'consent' ? [] : [stopped('restriction')]),
  ]
}

/** Where a body's need is no matter of danger or crime, it has to ask. */
function askedFor(activity: string, line: Line): readonly Against[] {
  const danger = ['safeguarding', 'emergency', 'crime-prevention', 'fraud-checks', 'anti-social-behaviour']
  return line.acts.includes('share') && !danger.includes(activity) ? [lacks(['written-request'])] : []
}

/** What advice (17), the protection of people at risk (18, 19) and the prevention of crime (10) ask of the person: of what leaves always, of what stays where nothing else carries it. */
function notAsked(leaves: boolean, among: (test: (named: readonly Condition[]) => boolean) => Where): readonly Against[] {
  const carriers = (named: readonly Condition[]) =>
    named
      .filter((each) => /^sch/.test(each) && each !== 'sch-1-para-36')
      .toSorted()
      .join()
  const stays = (...alone: readonly string[]) => among((named) => alone.includes(carriers(named).replaceAll('sch-1-para-', '')))
  const under = (paragraph: Condition) => among((named) => leaves && named.includes(paragraph))
  const [anyone, adult] = [
    ['person-at-risk', 'under-18', 'emergency-declared'],
    ['person-at-risk', 'emergency-declared'],
  ] as const
  const unasked = ['reason-without-consent', 'incapable-of-consent', 'emergency-declared'] as const
  return [
    lacks(['reason-without-consent'], stays('10')),
    lacks(['reason-without-consent'], under('sch-1-para-10')),
    lacks(adult, stays('19')),
    lacks(anyone, stays('18', '18,19', '19')),
    lacks(anyone, under('sch-1-para-18')),
    lacks(adult, under('sch-1-para-19')),
    lacks(unasked, stays('17', '18', '19', '17,18', '17,19', '18,19', '17,18,19')),
    ...(['sch-1-para-17', 'sch-1-para-18', 'sch-1-para-19'] as const).map((each) => lacks(unasked, under(each))),
  ]
}

type Where = Pick<Against, 'askers' | 'acts' | 'categories' | 'given'>

function lacks(needs: readonly Circumstance[], where: Where = {}): Against {
  return { ...where, needs, told: [`lacks-${needs[0]}`, ...needs.slice(1)].join(' ') }
}

function stopped(stop: Circumstance, where: Where = {}): Against {
  return { ...where, stop, told: `stopped-by-${stop}` }
}

function onConsent(conditions: readonly Condition[]): boolean {
  const articles = conditions.filter((each) => /^art/.test(each))
  const paragraphs = conditions.filter((each) => /^sch/.test(each))
  return (articles.length === 1 && articles[0] === 'art-9-2-a') || (paragraphs.length === 1 && paragraphs[0] === 'sch-1-para-29')
}
