import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { everyCommand } from '#cli/every-command.ts'
import { everywhere } from '#cli/run.ts'
import { home } from './places.ts'

/** A document for people who use the software. */
export type Document = { readonly name: string; readonly text: string }

/** A command as a document shows it: `options` without their dashes. */
export type Form = {
  readonly in: string
  readonly written: string
  readonly command: string | undefined
  readonly options: readonly string[]
}

export async function everyDocument(): Promise<readonly Document[]> {
  const names = ['README.md', 'CONTRIBUTING.md', ...(await Array.fromAsync(glob('docs/*.md', { cwd: home })))]
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(home, name), 'utf8') })))
}

/** The code of a document: the lines of its blocks without remarks, and what stands between backticks. */
export function codeIn({ text }: Document): readonly string[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split('\n'))
  const spans = [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span.replaceAll('\n', ' '))
  return [...blocks.map((line) => line.replace(/\s+#.*$/, '')), ...spans]
}

/** Every command that a document shows: after `./assured`, or by its name at the beginning of code. */
export function formsIn(document: Document): readonly Form[] {
  return codeIn(document).flatMap((code) => {
    const [, asTyped, line = ''] = /^(?:\$ )?(\.\/assured )?(.*)$/.exec(code) ?? []
    const words = line.trim().split(' ')
    const command = [2, 1].map((count) => words.slice(0, count).join(' ')).find((name) => name === 'help' || everyCommand.has(name))
    if (command === undefined && (asTyped === undefined || words[0] === 'COMMAND')) return []
    return [{ in: document.name, written: code, command, options: optionsIn(line) }]
  })
}

export function optionsIn(code: string): readonly string[] {
  return [...code.matchAll(/(?<=^|[\s[|(])--([a-z][a-z-]*)/g)].map(([, option = '']) => option)
}

/** The options that a command takes, with those that every command takes. */
export function optionsOf(command: string): readonly string[] {
  return [...Object.keys(everywhere), ...Object.keys(everyCommand.get(command)?.options ?? {})]
}

/** The part of the command line's document that is about a command: its heading names it. */
export function sectionOf({ text }: Document, command: string): string | undefined {
  return text
    .split(/^## /m)
    .find((section) => formsIn({ name: '', text: section.split('\n')[0] ?? '' }).some((form) => form.command === command))
}

type Key = { readonly name: string; readonly isOptional: boolean }

/** The keys of each JSON shape in a text, such as `{"read":n,"refused":[…]}`, one level deep. */
export function shapesIn(text: string): readonly (readonly Key[])[] {
  return codeIn({ name: '', text })
    .filter((code) => /^\[?\{"/.test(code))
    .map((code) => keysOf(code.replace(/^\[/, '').replace(/\]$/, '')))
}

function keysOf(shape: string): readonly Key[] {
  let inner = shape.replace(/^\{/, '').replace(/\}$/, '')
  for (let before = ''; before !== inner; ) {
    before = inner
    inner = inner.replaceAll(/\{[^{}[\]]*\}|\[[^{}[\]]*\]/g, '…')
  }
  return [...inner.matchAll(/"([A-Za-z]+)"(\?)?(?:\s*:\s*"[^"]*")?/g)].map(([, name = '', optional]) => ({
    name,
    isOptional: optional === '?',
  }))
}
