import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { noticeCheckCommand } from '#cli/commands/notice.ts'
import { noticePublishCommand } from '#cli/commands/publish.ts'
import type { Proposal, PublishAnswer } from '#cli/system.ts'
import type { Consequences } from '#duties/publishing/consequences.ts'
import { Fault } from '#shared/fault.ts'
import { askingAt } from '../../src/main/ask.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { testGate } from '../support/gate.ts'
import { contextOf, systemOf } from './context.ts'

const wanted = await livewest()
const { deps } = await testGate(await testDatabase(), wanted)
const nothing: Consequences = {
  edition: wanted.hash,
  against: 'before',
  on: '2026-11-24',
  waits: false,
  goes: [],
  stays: [],
  held: {},
  periods: [],
  access: [],
  promises: [],
}
const goes = (more: number): Consequences => ({
  ...nothing,
  goes: [{ type: 'call-recording', rule: 'call-recordings', items: more + 2, more }],
})
const proposalOf = (consequences: Consequences | null): Proposal => ({ wanted, why: undefined, consequences })

/** A landlord whose folder would do what `proposals` say, one after the other, and what is said at the terminal. */
function landlord(proposals: readonly Proposal[], answers: readonly PublishAnswer[] = [], said?: readonly (string | null)[]) {
  const published: Proposal[] = []
  const asked: string[] = []
  const told: string[] = []
  const [next, then, says] = [[...proposals], [...answers], [...(said ?? [])]]
  const system = systemOf(deps, {
    proposal: async () => next.shift() ?? proposalOf(null),
    publish: async (shown: Proposal) => {
      const answer = then.shift() ?? ({ ok: true, released: wanted } as const)
      if (answer.ok) published.push(shown)
      return answer
    },
  })
  const ask = async (question: string) => {
    asked.push(question)
    return says.shift() ?? null
  }
  const context = contextOf({
    checkedLandlord: async () => ({ edition: wanted.edition, lapsed: undefined, findings: [] }),
    system: async () => system,
    ask: said === undefined ? undefined : ask,
    tell: (line) => told.push(line),
  })
  const publish = (options: Readonly<Record<string, boolean>> = {}, words: readonly string[] = []) =>
    noticePublishCommand.run(context, { words, options })
  return { published, asked, told, publish }
}

describe('where nobody is at a terminal', () => {
  test('an edition by which something would go is not published, and the answer tells what', async () => {
    const { publish, published } = landlord([proposalOf(goes(170))])
    const { exit, json, text, warning } = await publish()
    expect(exit).toBe(1)
    expect(json).toMatchObject({
      published: false,
      why: 'goes',
      goes: 170,
      consequences: { goes: [{ type: 'call-recording', more: 170 }] },
    })
    expect(text).toContain('at the sweep of 24 November 2026 170 call-recording would go because of it, by `call-recordings`')
    expect(warning).toContain('`--confirm 170`')
    expect(published).toEqual([])
  })

  test('it is published with --confirm, as it was worked out', async () => {
    const { publish, published } = landlord([proposalOf(goes(170))])
    expect(await publish({ confirm: true })).toMatchObject({ exit: 0, json: { published: true, consequences: goes(170) } })
    expect(published).toEqual([proposalOf(goes(170))])
  })

  test.each([
    ['170', true],
    ['171', true],
    ['169', false],
    ['0', false],
  ])('with --confirm %s, where 170 items would go, it is published: %s', async (items, isPublished) => {
    const { publish, published } = landlord([proposalOf(goes(170))])
    expect(await publish({ confirm: true }, [items])).toMatchObject({ exit: isPublished ? 0 : 1, json: { published: isPublished } })
    expect(published).toHaveLength(isPublished ? 1 : 0)
  })

  test.each([
    [{}, '170'],
    [{ confirm: true }, 'many'],
    [{ confirm: true }, '-1'],
  ])('%j with the word %s is bad usage, and nothing is published', async (options, word) => {
    const { publish, published } = landlord([proposalOf(goes(170))])
    await expect(publish(options, [word])).rejects.toThrow('`ITEMS` is the number that was shown')
    expect(published).toEqual([])
  })

  test('where more came meanwhile, it is not published even so', async () => {
    const { publish, published } = landlord([proposalOf(goes(170))], [{ ok: false, why: 'grown' }])
    expect(await publish({ confirm: true })).toMatchObject({ exit: 1, json: { published: false, why: 'grown' } })
    expect(published).toEqual([])
  })

  test.each([
    ['by which nothing goes', nothing],
    ['that changes nothing at all', null],
  ])('an edition %s is published without being asked', async (_, consequences) => {
    const { publish, published } = landlord([proposalOf(consequences)])
    expect(await publish()).toMatchObject({ exit: 0, json: { published: true } })
    expect(published).toHaveLength(1)
  })

  test('an edition that cannot be released is refused before anything else', async () => {
    const why = new Fault('edition-id-taken', 'give it its own id')
    const { publish } = landlord([{ ...proposalOf(goes(1)), why }])
    await expect(publish({ confirm: true })).rejects.toBe(why)
  })
})

describe('at a terminal', () => {
  test('what would go is shown, and the number that was shown publishes it', async () => {
    const { publish, published, asked, told } = landlord([proposalOf(goes(1700))], [], ['1,700'])
    expect(await publish()).toMatchObject({ exit: 0, json: { published: true } })
    expect(told.join()).toContain('1,700 call-recording would go because of it')
    expect(asked).toEqual([expect.stringContaining('1,700 items would be deleted for good. Type the number')])
    expect(published).toHaveLength(1)
  })

  test.each(['', 'y', 'yes', '17', '1701', null])('anything else leaves all as it is: %s', async (said) => {
    const { publish, published } = landlord([proposalOf(goes(1700))], [], [said])
    expect(await publish()).toMatchObject({ exit: 1, json: { published: false, why: 'declined' } })
    expect(published).toEqual([])
  })

  test('where more would go by the time of the answer, it is shown and asked again', async () => {
    const proposals = [proposalOf(goes(170)), proposalOf(goes(171))]
    const again = landlord(proposals, [{ ok: false, why: 'grown' }], ['170', '171'])
    expect(await again.publish()).toMatchObject({ exit: 0, json: { consequences: goes(171) } })
    expect(again.asked).toHaveLength(2)
    expect(again.published).toEqual([proposalOf(goes(171))])
    const refused = landlord(proposals, [{ ok: false, why: 'grown' }], ['170', '170'])
    expect(await refused.publish()).toMatchObject({ exit: 1, json: { published: false } })
    expect(refused.published).toEqual([])
  })

  test('--confirm is taken as the answer', async () => {
    const { publish, asked } = landlord([proposalOf(goes(170))], [], [])
    expect(await publish({ confirm: true })).toMatchObject({ exit: 0 })
    expect(asked).toEqual([])
  })
})

describe('the question', () => {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true })

  test('is answered by the line that is typed', async () => {
    const [input, output] = [terminal(), terminal()]
    let written = ''
    output.on('data', (chunk: Buffer) => (written += String(chunk)))
    const answer = askingAt(input, output)?.('How many? ')
    input.write(' 170 \r')
    expect(await answer).toBe('170')
    expect(written).toContain('How many? ')
  })

  test.each([
    ['Ctrl+C', '\u0003'],
    ['Ctrl+D', '\u0004'],
  ])('is answered by nobody where %s ends it', async (_, key) => {
    const input = terminal()
    const answer = askingAt(input, terminal())?.('How many? ')
    input.write(key)
    expect(await answer).toBeNull()
  })

  test('is not asked where there is no terminal at either end', () => {
    expect(askingAt(new PassThrough(), terminal())).toBeUndefined()
    expect(askingAt(terminal(), new PassThrough())).toBeUndefined()
  })
})

describe('the check', () => {
  const check = (proposal: () => Promise<Proposal | null>) =>
    noticeCheckCommand.run(
      contextOf({ checkedLandlord: async () => ({ edition: wanted.edition, lapsed: undefined, findings: [] }), proposal }),
      { words: [], options: {} },
    )

  test('says nothing of it without a database', async () => {
    const { json, text, warning } = await check(async () => null)
    expect(json).not.toHaveProperty('consequences')
    expect([text, warning]).toEqual([expect.stringMatching(/^the notice is clean/), undefined])
  })

  test('tells with one what publishing would do', async () => {
    const { exit, json, text } = await check(async () => proposalOf(goes(170)))
    expect([exit, json]).toEqual([0, expect.objectContaining({ ok: true, consequences: goes(170) })])
    expect(text).toContain('170 call-recording would go because of it')
    expect((await check(async () => proposalOf(nothing))).text).toContain('publishing it would do nothing to what is stored')
  })

  test('tells that it could not be worked out, which is no finding', async () => {
    const fault = new Fault('database-away', 'the database does not answer')
    const told = await check(() => Promise.reject(fault))
    expect(told).toMatchObject({ exit: 0, json: { ok: true, consequences: null, unknown: fault.message }, warning: fault.message })
  })

  test('tells also what publishing would refuse', async () => {
    const why = new Fault('edition-id-taken', 'give it its own id')
    const told = await check(async () => ({ ...proposalOf(goes(2)), why }))
    expect(told).toMatchObject({ exit: 0, json: { refused: { code: 'edition-id-taken' }, consequences: goes(2) } })
    expect(told.warning).toContain('`notice publish` would refuse it')
  })
})
