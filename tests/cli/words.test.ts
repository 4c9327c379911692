import { describe, expect, test } from 'vitest'
import { everyCommand } from '#cli/every-command.ts'
import { run } from '#cli/run.ts'

/** What a command would reach its data by: none of these lines may come so far. */
function nothingIsOpened(): never {
  throw new Error('something was opened')
}

const asked = (...line: readonly string[]) => run(line, nothingIsOpened)

const takingSome = [...everyCommand].filter(([, { words }]) => 'oneOrMore' in words).map(([name]) => name)
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

  test.each(takingSome)('%s takes one word or more', async (name) => {
    expect(await asked(...name.split(' '))).toMatchObject({ exit: 2, err: expect.stringContaining('`FILES` are needed') })
  })

  test('an option that lost its dashes is told so: a sweep that was meant to be dry deletes nothing', async () => {
    expect(await asked('sweep', 'dry-run')).toMatchObject({ exit: 2, err: expect.stringContaining('write `--dry-run`') })
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
