import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { type Reason, type Request, structuralReasons } from '#decisions/decision.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { type Category, type Circumstance, circumstances } from '#notice/vocabulary.ts'
import { type Policies, policiesOf, unheardOf } from './cedar-policies.ts'

/** What Cedar says of one category: nothing against it and the basis, or what is. */
export type CedarAnswer = {
  readonly outcome: 'permitted' | 'refused' | 'needs-consent'
  readonly told: readonly string[]
  readonly basis?: string
}

export type Oracle = (request: Request) => CedarAnswer

/** Cedar as another mind: the edition as policies, each set parsed once, when first asked. Reasons come back as the ids of policies. */
export function makeOracle({ hash, edition }: ReleasedEdition): Oracle {
  const parsed = new Set<string>()
  return (request) => {
    const who = 'role' in request.who ? request.who.role : request.who.recipient
    const activity = edition.activities.find((each) => each.id === request.activity)
    const name = activity === undefined ? 'unheard of' : `${hash} ${activity.id} ${who}`
    if (!parsed.has(name)) parse(name, activity === undefined ? unheardOf : policiesOf(edition, activity, who))
    parsed.add(name)
    const each = request.categories.map((category) => ({ category, ...one(name, request, category) }))
    return each.length === 1 && each[0] !== undefined ? each[0] : together(each)
  }
}

function parse(name: string, policies: Policies): void {
  const parsed = preparsePolicySet(name, { staticPolicies: policies })
  if (parsed.type === 'failure') throw new Error(`Cedar does not take ${name}: ${parsed.errors[0]?.message}`)
}

type Single = CedarAnswer & { readonly sought: boolean }

function one(name: string, request: Request, category: Category): Single {
  const { who } = request
  const answer = statefulIsAuthorized({
    principal: 'role' in who ? { type: 'Role', id: who.role } : { type: 'Recipient', id: who.recipient },
    action: { type: 'Action', id: request.act },
    resource: { type: 'Category', id: category },
    context: { circumstances: [...request.circumstances], relationship: request.relationship ?? '' },
    preparsedPolicySetId: name,
    validateRequest: false,
    entities: [],
  })
  if (answer.type === 'failure') throw new Error(`Cedar failed: ${answer.errors[0]?.message}`)
  const { decision, diagnostics } = answer.response
  if (diagnostics.errors.length > 0) throw new Error(`a policy failed: ${diagnostics.errors[0]?.policyId}`)
  if (decision === 'allow') return { outcome: 'permitted', told: [], basis: diagnostics.reason[0]?.split('|')[1] ?? '', sought: true }
  return read(diagnostics.reason)
}

const order = [...structuralReasons, ...circumstances.map(lacks), ...circumstances.map((each) => `stopped-by-${each}`)]
function lacks(circumstance: Circumstance): string {
  return `lacks-${circumstance}`
}
const code = (told: string) => told.split(' ')[0] ?? ''
const byOrder = (a: string, b: string) => order.indexOf(code(a)) - order.indexOf(code(b))

/** Of two policies that tell one code, the earlier is told. Where anything structural is against it, nothing else is asked. */
function read(ids: readonly string[]): Single {
  const inOrder = ids.toSorted((a, b) => ((a.split('|')[1] ?? '') < (b.split('|')[1] ?? '') ? -1 : 1))
  const told = inOrder
    .map((id) => id.split('|')[0] ?? '')
    .filter((each, index, all) => all.findIndex((other) => code(other) === code(each)) === index)
  const structural = told.filter((each) => structuralReasons.some((reason) => reason === each))
  const sought = ids.every((id) => id.split('|')[2] === 'consent' && code(id.split('|')[0] ?? '') === 'lacks-consent')
  if (structural.length > 0) return { outcome: 'refused', told: structural.toSorted(byOrder), sought: false }
  return { outcome: sought ? 'needs-consent' : 'refused', told: told.toSorted(byOrder), sought }
}

function together(each: readonly (Single & { readonly category: Category })[]): CedarAnswer {
  const structural = each.some(({ told }) => told.some((reason) => structuralReasons.some((other) => other === reason)))
  const counting = structural
    ? each.map((one) => (one.told.some((reason) => structuralReasons.some((other) => other === reason)) ? one : { ...one, told: [] }))
    : each
  const bases = each.map((one) => one.basis ?? '')
  const basis = bases.includes('consent') ? 'consent' : (bases[0] ?? '')
  if (counting.every(({ told }) => told.length === 0)) return { outcome: 'permitted', told: [], basis }
  const everywhere = (reason: string) => counting.every(({ told }) => told.includes(reason))
  const told = counting.flatMap((one, index) =>
    one.told.flatMap((reason) => (everywhere(reason) ? (index === 0 ? [reason] : []) : [`${reason} @${one.category}`])),
  )
  const sought = !structural && each.every((one) => one.sought)
  return { outcome: sought ? 'needs-consent' : 'refused', told: told.toSorted(byOrder) }
}

/** A reason in the words that Cedar's ids are made of. */
export function toldOf({ code, instead, category }: Reason): string {
  return [code, ...(instead ?? []), ...(category === undefined ? [] : [`@${category}`])].join(' ')
}
