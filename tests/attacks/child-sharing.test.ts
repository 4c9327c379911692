import { describe, expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import type { Decision, Request } from '#decisions/decision.ts'
import { makeEngine } from '#decisions/engine.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { categories, circumstances, recipientKinds } from '#notice/vocabulary.ts'
import { liveWest, smallLandlords } from '../decisions/editions.ts'
import { everyFeature } from '../decisions/every-feature.ts'

const editions: readonly ReleasedEdition[] = [await liveWest(), ...(await smallLandlords()), await everyFeature()]
/** All that could speak for sharing, and nothing that stops it; a parent has not been asked. */
const allInFavour = new Set(
  circumstances.filter((name) => !['parental-authority', 'consent-refused', 'objection', 'restriction', 'on-hold'].includes(name)),
)

/** What is shared because the person agreed: its own basis, or the only condition that it has. */
function restsOnAgreement({ basis, conditions = [] }: Decision): boolean {
  const articles = conditions.filter((condition) => condition.startsWith('art-'))
  const schedules = conditions.filter((condition) => condition.startsWith('sch-'))
  return basis === 'consent' || articles.join() === 'art-9-2-a' || schedules.join() === 'sch-1-para-29'
}

const ways = editions.flatMap((released) => {
  const engine = makeEngine(released)
  return [
    [`${released.edition.id}, the readable rules`, released, (asked: Request) => decide(released, asked)],
    [`${released.edition.id}, the compiled rules`, released, engine.decide],
  ] as const
})

/** Everything that the notice could let go to somebody, of a child where the activity has children, of whoever it has else. */
function* everySharing({ edition }: ReleasedEdition): Generator<Request> {
  for (const {
    id: activity,
    relationships: [first],
    relationships: all,
  } of edition.activities) {
    const relationship = all.includes('child') ? 'child' : first
    if (relationship === undefined) continue
    for (const recipient of recipientKinds)
      for (const category of categories)
        yield { who: { recipient }, act: 'share', activity, categories: [category], relationship, circumstances: allInFavour }
  }
}

const told = ({ activity, who, categories: [category] }: Request) => `${activity}, ${JSON.stringify(who)}, ${category}`
const withParent = new Set([...allInFavour, 'parental-authority'] as const)

describe.each(ways)('%s', (_, released, ask) => {
  test('nothing of a child’s goes to anybody because the child agreed, unless somebody with parental authority agrees too', () => {
    const resting = [...everySharing(released)].filter((asked) => {
      const both = ask({ ...asked, circumstances: withParent })
      return both.outcome === 'permitted' && restsOnAgreement(both)
    })
    const wrong = resting.filter((asked) => {
      const alone = ask(asked)
      return alone.outcome === 'permitted' || !alone.reasons.some(({ code }) => code === 'lacks-parental-authority')
    })
    expect(wrong.map(told)).toEqual([])
    const asksConsent = released.edition.activities.some(
      ({ otherSharing, categories: held }) => otherSharing === 'ask-consent' && held.includes('consents'),
    )
    expect(resting.some(({ categories: [category] }) => category === 'consents')).toBe(asksConsent)
  })

  test('what somebody agreed to goes out only where anything else of theirs might', () => {
    const answered = (asked: Request, stop: 'consent-refused' | 'objection') =>
      ask({ ...asked, circumstances: new Set([...withParent, stop]) })
    const ofConsents = [...everySharing(released)].filter(({ categories: [category] }) => category === 'consents')
    expect(
      ofConsents
        .filter((asked) => restsOnAgreement(answered(asked, 'consent-refused')))
        .filter((asked) => answered(asked, 'consent-refused').outcome === 'permitted')
        .map(told),
    ).toEqual([])
    const objectedTo = ofConsents.filter((asked) => {
      const { outcome, basis } = answered(asked, 'objection')
      return outcome === 'permitted' && (basis === 'legitimate-interests' || asked.activity === 'marketing')
    })
    expect(objectedTo.map(told)).toEqual([])
  })
})
