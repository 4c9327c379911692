import { Ability, type MatchConditions } from '@casl/ability'
import { asksOf } from '#decisions/circumstance-rules.ts'
import type { Request } from '#decisions/decision.ts'
import { entryFor } from '#decisions/entry.ts'
import { requirements } from '#decisions/requirements.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { acts } from '#notice/vocabulary.ts'
import { everyone } from '../tests/decisions/every-cell.ts'

/** A request, typed as loosely as CASL types its subjects. */
type Subject = Parameters<MatchConditions>[0]
type Matches = (request: Subject) => boolean
type CaslAbility = Ability<[string, string | Request], Matches>
type CaslRule = { action: string; subject: string; inverted?: boolean; conditions?: Matches; reason?: string }

export type CaslAnswer = { readonly permitted: boolean; readonly reasons: readonly (string | undefined)[] }

/**
 * The same notice in CASL, in the form that suits CASL best: an ability for each asker and activity, the category as its subject, conditions as plain
 * functions instead of parsed queries. All reasons are collected, since the engine gives all; where no rule matches, CASL refuses without a reason.
 */
export function caslFor({ edition }: ReleasedEdition): (request: Request) => CaslAnswer {
  const abilities = new Map<string, CaslAbility>()
  for (const activity of edition.activities) {
    for (const who of everyone) {
      const rules: CaslRule[] = []
      for (const act of acts) {
        for (const category of activity.categories) {
          const request: Request = { who, act, activity: activity.id, categories: [category], circumstances: new Set() }
          const entry = entryFor(edition, activity, request, category)
          if (entry === undefined) continue
          const { needs, stops } = asksOf(entry, requirements)
          const on = { action: act, subject: category }
          const forbid = (reason: string, conditions: Matches) => rules.push({ ...on, inverted: true, reason, conditions })
          rules.push(on)
          forbid(
            'relationship-not-covered',
            (asked) => asked.relationship !== undefined && !activity.relationships.includes(asked.relationship),
          )
          for (const { anyOf, when } of needs) {
            const reason = `lacks-${anyOf[0]}`
            const lacking: Matches = ({ circumstances }) => !anyOf.some((each) => circumstances.has(each))
            if (!rules.some((rule) => rule.action === act && rule.subject === category && rule.reason === reason))
              forbid(reason, when === undefined ? lacking : (asked) => asked.circumstances.has(when) && lacking(asked))
          }
          for (const by of new Set(stops.map((stop) => stop.by))) forbid(`stopped-by-${by}`, ({ circumstances }) => circumstances.has(by))
        }
      }
      abilities.set(
        keyOf(activity.id, who),
        new Ability<[string, string | Request], Matches>(rules, {
          conditionsMatcher: (matches) => matches,
          detectSubjectType: (subject) => (typeof subject === 'string' ? subject : subject.categories[0]),
        }),
      )
    }
  }
  return (request) => {
    const ability = abilities.get(keyOf(request.activity, request.who))
    const reasons: (string | undefined)[] = []
    let allowed = false
    for (const rule of ability?.possibleRulesFor(request.act, request.categories[0]) ?? []) {
      if (!rule.matchesConditions(request)) continue
      if (rule.inverted) reasons.push(rule.reason)
      else allowed = true
    }
    return { permitted: allowed && reasons.length === 0, reasons }
  }
}

function keyOf(activity: string, who: Request['who']): string {
  return `${activity} ${'role' in who ? who.role : who.recipient}`
}
