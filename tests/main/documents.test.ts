import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { everyCommand } from '#cli/every-command.ts'
import { codeIn, everyDocument, formsIn, optionsIn, optionsOf, sectionOf } from '../support/documents.ts'
import { home } from '../support/places.ts'

const documents = await everyDocument()
const commandLine = documents.find(({ name }) => name === 'docs/command-line.md') ?? { name: '', text: '' }
const everyOption = new Set(['kills', 'quick', 'all', 'leave-out', 'help', 'version', ...[...everyCommand.keys()].flatMap(optionsOf)])

describe('the documents show what the program has, and all of it', () => {
  test.each([...everyCommand])('`%s` has its section in docs/command-line.md, with each of its options', (name, { options }) => {
    const section = { name: '', text: sectionOf(commandLine, name) ?? '' }
    expect(formsIn(section).filter(({ command }) => command === name)).not.toEqual([])
    expect(codeIn(section).flatMap(optionsIn)).toEqual(expect.arrayContaining(Object.keys(options)))
  })

  test.each([...everyCommand])('the usage of `%s` names its words and options, and no others', (_name, { usage, options, words }) => {
    expect(new Set(optionsIn(usage))).toEqual(new Set(Object.keys(options)))
    for (const word of 'oneOrMore' in words ? [words.oneOrMore] : 'oneOrNone' in words ? [words.oneOrNone] : words)
      expect(usage).toContain(` ${word}`)
  })

  test.each(documents)('$name shows no command and no option that is not there', (document) => {
    for (const { written, command, options } of formsIn(document)) {
      expect(command, written).toBeDefined()
      expect(optionsOf(command ?? ''), written).toEqual(expect.arrayContaining([...options]))
    }
    for (const option of codeIn(document).flatMap(optionsIn)) expect(everyOption).toContain(option)
  })

  test('each npm script that is named is there', async () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(join(home, 'package.json'), 'utf8')))
    const named = documents.flatMap((document) =>
      codeIn(document).flatMap((code) => [...code.matchAll(/npm (?:run (?:-s )?)?([a-z-]+)/g)].map(([, script = '']) => script)),
    )
    expect(named).toContain('start')
    for (const script of named) expect(['ci', ...Object.keys(scripts)]).toContain(script)
  })

  test('each setting that is read is in a document, and each in a document is read', async () => {
    const files = await Array.fromAsync(glob('src/main/**/*.ts', { cwd: home }))
    const sources = await Promise.all(files.map((file) => readFile(join(home, file), 'utf8')))
    const read = new Set(
      sources.flatMap((source) => [...source.matchAll(/(?:environment\.|')(ASSURED_[A-Z_]*[A-Z])/g)].map(([, name]) => name)),
    )
    const shown = new Set(documents.flatMap(({ text }) => [...text.matchAll(/\bASSURED_[A-Z_]*[A-Z]\b(?!_)/g)].map(([name]) => name)))
    expect([...shown].toSorted()).toEqual([...read].toSorted())
  })
})
