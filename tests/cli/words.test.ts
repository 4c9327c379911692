import { describe, expect, test } from 'vitest'
import { everyCommand } from '#cli/every-command.ts'
import { run } from '#cli/run.ts'

/** What a command would reach its data by: none of these lines may come so far. */
function nothingIsOpened(): never {
  throw new Error('something was opened')
}

const asked = (...line: readonly string[]) => run(line, nothingIsOpened)

const takingSome = [...everyCommand].flatMap(([name, { words }]) => ('oneOrMore' in words ? [{ name, what: words.oneOrMore }] : []))
const counted = [...everyCommand].flatMap(([name, { words }]) => ('oneOrMore' in words || 'oneOrNone' in words ? [] : [{ name, words }]))

describe('a command used with other words than it takes opens nothing and says how it is used', () => {
  test.each(counted)('$name takes just $words', async ({ name, words }) => {
    const line = name.split(' ')
    const given = words.map((_, index) => `word-${index}`)
    const tooMany = await asked(...line, ...given, 'stray', '--json')
    expect(tooMany).toMatchObject({ exit: 2, err: expect.stringContaining(`./assured ${name}`) })
    expect(JSON.parse(tooMany.out)).toMatchObject({ error: { code: 'bad-usage' } })
    if (words.length > 0) expect(await asked(...line, ...given.slice(1))).toMatchObject({ exit: 2, err: expect.stringContaining('needed') })
  })

  test.each(takingSome)('$name takes one word or more', async ({ name, what }) => {
    expect(await asked(...name.split(' '))).toMatchObject({ exit: 2, err: expect.stringContaining(`\`${what}\` are needed`) })
  })

  test('an option that lost its dashes is told so: a sweep that was meant to be dry deletes nothing', async () => {
    expect(await asked('sweep', 'dry-run')).toMatchObject({ exit: 2, err: expect.stringContaining('write `--dry-run`') })
  })

  test('help tells the words and options of one command, or names the commands', async () => {
    expect(await asked('help', 'sweep')).toEqual(await asked('sweep', '--help'))
    expect((await asked('help', 'sweep')).out).toContain('--confirm')
    expect(await asked('help', 'notice')).toMatchObject({ exit: 0, out: expect.not.stringContaining('sweep') })
    const all = await asked('help')
    expect(all).toEqual(await asked('--help'))
    for (const name of everyCommand.keys()) expect(all.out).toContain(`  ${name} `)
    expect(await asked('help', 'fly')).toMatchObject({ exit: 2, err: expect.stringContaining('there is no command `fly`') })
  })

  test('of a command in two words the second ones are named', async () => {
    expect(await asked('import', 'foo', 'x')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('`import` is one of `import hackney` or `import csv`'),
    })
    expect((await asked('notice')).err).toContain('`notice publish`')
    expect((await asked('fly')).err).toContain('there is no command `fly`')
  })
})
