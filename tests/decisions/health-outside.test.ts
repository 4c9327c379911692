import { expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { type Category, type Circumstance, circumstances, type RecipientKind, recipientKinds } from '#notice/vocabulary.ts'
import { liveWest } from './editions.ts'

const released = await liveWest()
const { activities } = released.edition

/** What tells of somebody's health, and of the danger that a safety alert warns of. */
const kinds = ['cautionary-alerts', 'support-needs', 'health', 'disability'] as const satisfies readonly Category[]
type Uses = Partial<Readonly<Record<(typeof kinds)[number], readonly string[]>>>
const like = (uses: readonly string[], ...of: readonly (typeof kinds)[number][]): Uses => Object.fromEntries(of.map((kind) => [kind, uses]))
const health = ['support-needs', 'health', 'disability'] as const
const support = ['supported-housing', 'support-and-wellbeing']

/** For which uses each kind of recipient can get it without the person's agreement. Whoever is not named here can get none of it so. */
const without: Partial<Readonly<Record<RecipientKind, Uses>>> = {
  'the-person': like(['rights-requests'], ...kinds),
  // The code of a safety alert alone: its words have no way out.
  contractor: { 'cautionary-alerts': ['repairs', 'health-and-safety'] },
  'group-company': { 'cautionary-alerts': ['repairs'] },
  'emergency-services': { ...like(['emergency'], 'cautionary-alerts', ...health), disability: ['health-and-safety', 'emergency'] },
  'health-care': { ...like([...support, 'emergency', 'safeguarding'], ...health), 'cautionary-alerts': ['emergency'] },
  'local-authority': { ...like([...support, 'safeguarding'], ...health), 'support-needs': [...support, 'emergency', 'safeguarding'] },
  'support-agency': like(support, ...health),
  police: like(['safeguarding'], 'support-needs', 'health'),
  court: like(['legal-claims'], ...health),
  'legal-agent': like(['legal-claims'], ...health),
  'housing-ombudsman': like(['ombudsman-scheme'], ...health),
  'information-commissioner': like(['rights-requests'], ...health),
  // Reports of accidents that the law asks for.
  'health-and-safety-executive': { health: ['health-and-safety'] },
  // Figures of equality, and nothing of anybody's needs.
  regulator: like(['equality-monitoring'], 'health', 'disability'),
  'government-department': like(['equality-monitoring'], 'health', 'disability'),
}

/** Care in supported housing is given together with these; to anybody else it goes only where something more is there, such as a request. */
const onEntryAlone: readonly RecipientKind[] = ['local-authority', 'health-care']

const agreement: readonly Circumstance[] = ['consent', 'parental-authority']
const stopping: readonly Circumstance[] = ['consent-refused', 'objection', 'restriction', 'on-hold', 'under-18']
const everything = circumstances.filter((each) => !stopping.includes(each))

function usesFor(recipient: RecipientKind, category: Category, given: readonly Circumstance[]): readonly string[] {
  return activities
    .map(({ id }) => id)
    .filter((activity) => {
      const request = { who: { recipient }, act: 'share', activity, categories: [category], circumstances: new Set(given) } as const
      return decide(released, request).outcome === 'permitted'
    })
}

const cells = recipientKinds.flatMap((recipient) => kinds.map((category) => [category, recipient] as const))

test.each(cells)('%s can go to %s without the person’s agreement for the uses that stand here, and for no other', (category, recipient) => {
  const unasked = usesFor(
    recipient,
    category,
    everything.filter((each) => !agreement.includes(each)),
  )
  expect(unasked.toSorted()).toEqual([...(without[recipient]?.[category] ?? [])].toSorted())
  const alone = onEntryAlone.includes(recipient) && category !== 'cautionary-alerts' ? ['supported-housing'] : []
  expect(usesFor(recipient, category, [])).toEqual(alone)
})

test('where only the person can agree to it, nothing of it goes once they refused', () => {
  for (const [category, recipient] of cells) {
    const listed = without[recipient]?.[category] ?? []
    // An older agreement stands beside the refusal.
    const refused = usesFor(recipient, category, [...everything, 'consent-refused'])
    expect(refused.filter((use) => !listed.includes(use))).toEqual([])
  }
})
