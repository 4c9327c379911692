import { describe, expect, test } from 'vitest'
import { decide } from '#decisions/decide.ts'
import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'
import { leftToConfirm } from '#notice/left-to-confirm.ts'
import { type Circumstance, type RecipientKind, sensitivityOf } from '#notice/vocabulary.ts'
import { standingOfBasis, standingOfLayer } from '#notice/whose-words.ts'
import { livewest, today } from '../support/edition.ts'

const released = await livewest()
const { edition } = released
const says = (id: string) => edition.clauses.find((clause) => clause.id === id)?.says ?? ''
const article = (id: string) => edition.notice.find((each) => each.id === id)?.body ?? ''
const sharings = (activity: string, recipient: RecipientKind) =>
  edition.activities.find(({ id }) => id === activity)?.sharing.filter((share) => share.with.includes(recipient)) ?? []

describe('what the notice says is carried over whole', () => {
  test('the police get what they ask for in writing, or what is reported to them with a reason', () => {
    const ask = (...given: readonly Circumstance[]) =>
      decide(released, {
        who: { recipient: 'police' },
        act: 'share',
        activity: 'crime-prevention',
        categories: ['personal-details'],
        circumstances: new Set<Circumstance>(['assessment-in-date', ...given]),
      }).outcome
    expect([ask(), ask('written-request'), ask('own-report')]).toEqual(['refused', 'permitted', 'permitted'])
  })

  test('council tax may be told of occupants, dates, forwarding addresses and meter readings, as the utilities may', () => {
    for (const recipient of ['council-tax', 'utility-company'] as const) {
      const told = sharings('move-notifications', recipient).flatMap(({ categories }) => categories)
      expect(told).toEqual(expect.arrayContaining(['household', 'tenure', 'forwarding-address', 'meter-readings']))
    }
  })

  test('councils and health services get health only now and then: no regular sharing carries it to them', () => {
    const regular = edition.activities.flatMap(({ id }) =>
      (['local-authority', 'health-care', 'police', 'government-department'] as const).flatMap((recipient) =>
        sharings(id, recipient).filter((share) => share.regular && share.categories.some((each) => sensitivityOf(each) === 'special')),
      ),
    )
    expect(regular).toEqual([])
  })

  test('the ICO may be given special category data, under a condition', () => {
    const [share] = sharings('rights-requests', 'information-commissioner')
    expect(share?.categories).toEqual(expect.arrayContaining(['health', 'ethnic-origin', 'political-opinion']))
    expect(share?.conditions.health).toEqual(['art-9-2-f'])
  })

  test('no promise is narrower than the notice', () => {
    expect(says('R4')).toMatch(/Agents .*such as our legal advisers/)
    expect(says('R7')).toMatch(/Local authorities, for example/)
    expect(says('R8')).toMatch(/Government departments\. They may include/)
    expect(says('R11')).toContain('agreements and protocols')
    expect(says('SE2')).toMatch(/cannot discuss your account, and may not be able to take your enquiry any further/)
    expect(article('how-long')).toMatch(/then normally delete them/)
  })

  test('each list of sources, uses and recipients is left as open as the notice leaves it', () => {
    for (const id of ['where-it-comes-from', 'why-we-use-it', 'who-we-share-it-with']) expect(article(id)).toContain('outside this list')
  })
})

describe('what the notice does not say is not put into its mouth', () => {
  const marks = ['> **What the law adds:** ', '> **How our systems do it:** ']
  const paragraphs = edition.notice.flatMap(({ body }) => body.split('\n\n'))

  test('what the law adds, and how the software does it, is marked on the page', () => {
    const marked = paragraphs.filter((each) => each.startsWith('>'))
    expect(marked.length).toBeGreaterThan(20)
    expect(marked.filter((each) => !marks.some((mark) => each.startsWith(mark)))).toEqual([])
  })

  test('outside these marks nothing tells what systems do, or what is written down each time', () => {
    const plain = paragraphs.filter((each) => !each.startsWith('>'))
    const told = plain.filter((each) =>
      /our systems (say|check|turn|keep)|we (write down|note) (every|each|the)|managers check|do not ask/i.test(each),
    )
    expect(told).toEqual([])
  })

  test('it says that special category data may include politics and union membership, and not that nobody asks', () => {
    const described = edition.categories.filter(({ id }) => id === 'political-opinion' || id === 'trade-union-membership')
    expect(described.map(({ description }) => description).join(' ')).not.toMatch(/do not ask|delete/)
  })
})

describe('whose words they are is told beyond the main notice too', () => {
  test('the shorter notices are proposed, but for the rights that the law gives, until the landlord confirms them', () => {
    const standings = edition.layers.map((layer) => [layer.id, standingOfLayer(edition, layer)])
    expect(standings.filter(([, standing]) => standing !== 'to-confirm')).toEqual([['your-rights', 'law']])
    const confirmed = edition.layers.map((layer) => ({ ...layer, standing: 'landlord' as const }))
    expect(leftToConfirm({ ...edition, layers: confirmed }).filter(({ kind }) => kind === 'layer')).toEqual([])
    expect(leftToConfirm(edition).filter(({ kind }) => kind === 'layer')).toHaveLength(10)
  })

  test.each([
    ['rent-collection', 'notice'],
    ['move-notifications', 'notice'],
    ['emergency', 'notice'],
    ['contact-handling', 'to-confirm'],
    ['support-and-wellbeing', 'to-confirm'],
  ])('who says on which basis %s is done: %s', (id, standing) => {
    const activity = edition.activities.find((each) => each.id === id)
    expect(activity && standingOfBasis(edition, activity)).toBe(standing)
    expect(leftToConfirm(edition).some((open) => open.kind === 'basis' && open.id === id)).toBe(standing === 'to-confirm')
  })

  test('what a landlord writes itself is its own', () => {
    const { restates, ...own } = edition
    expect(restates).toBe(true)
    expect(leftToConfirm({ ...own, layers: edition.layers }).filter(({ kind }) => kind === 'layer' || kind === 'basis')).toEqual([])
  })
})

test('a contact stands once, in landlord.yaml: prose follows it, and one typed by hand is told (N6)', async () => {
  const { current } = await readLandlordFolder('landlords/livewest')
  const changed = (path: RegExp, from: string, to: string) => {
    const files = current.map((file) => (path.test(file.path) ? { ...file, text: file.text.replace(from, to) } : file))
    return checkLandlord(files, { today })
  }
  const moved = changed(/landlord\.yaml/, '0800 027 9801', '0800 000 0000')
  expect(moved.findings).toEqual([])
  expect(moved.edition?.notice.find(({ id }) => id === 'homes-for-sale')?.body).toContain('0800 000 0000')
  expect(JSON.stringify(moved.edition?.notice)).not.toContain('0800 027 9801')
  const typed = changed(/19-homes/, '{phone of sales}', '0800 027 9801')
  expect(typed.findings).toMatchObject([{ file: 'notice/19-homes-for-sale.md', message: expect.stringContaining('typed by hand') }])
  const nobody = changed(/19-homes/, '{phone of sales}', '{phone of wording}')
  expect(nobody.findings).toMatchObject([{ message: expect.stringContaining('stands for no contact') }])
})
