import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { everyCommand } from '#cli/every-command.ts'
import { bulk, familyOf, filesOf } from '../exchange/hackney-files.ts'
import { assured, ownFolder, type Places, type Run, type Said, whileDown, whileUp, withoutData } from '../support/document-runs.ts'
import { everyDocument, formsIn, optionsIn, sectionOf, shapesIn } from '../support/documents.ts'
import { home } from '../support/places.ts'
import { dataFolder, startSystem } from '../support/running-system.ts'

const documents = await everyDocument()
const commandLine = documents.find(({ name }) => name === 'docs/command-line.md') ?? { name: '', text: '' }
const data = await dataFolder()
const folder = await dataFolder()
afterAll(() => Promise.all([data, folder].map((each) => rm(each, { recursive: true, force: true }))))

async function places(): Promise<Places> {
  const { ids, person, tenure, asset } = familyOf('Amina')
  const { persons, tenures, assets } = await filesOf({ persons: bulk(person), tenures: bulk(tenure), assets: bulk(asset) })
  const people = join(folder, 'people.csv')
  await writeFile(people, 'reference,firstName,lastName\nT-1,Bela,Marsh\n')
  return { data, folder, hackney: `${persons} ${tenures} ${assets}`, people, person: ids.person }
}

const at = await places()
const runs = [...withoutData(at), ...whileUp(at).flat(), ...whileDown(at)]

function commandOf(line: string): string {
  const [first = '', second = ''] = line.split(' ')
  return everyCommand.has(`${first} ${second}`) ? `${first} ${second}` : first
}

/** A run ends as it should, in the shape that its section documents. */
async function held({ line, exit = 0, says = '' }: Run): Promise<Said> {
  const said = await assured(line)
  expect.soft(said, line).toMatchObject({ exit })
  expect.soft(`${said.out}${said.err}`, line).toContain(says)
  expect.soft(`${said.out}${said.err}`, line).not.toMatch(/\n\s+at |no name yet/)
  if (line.includes('--json')) hasShape(line, JSON.parse(said.out))
  return said
}

function hasShape(line: string, json: unknown): void {
  const one: unknown = Array.isArray(json) ? (json[0] ?? {}) : json
  const keys = new Set(Object.keys(one ?? {}))
  if (keys.has('error')) return
  const shapes = shapesIn(sectionOf(commandLine, commandOf(line)) ?? '')
  const fits = shapes.some(
    (shape) =>
      shape.every(({ name, isOptional }) => isOptional || keys.has(name)) &&
      [...keys].every((key) => shape.some(({ name }) => name === key)),
  )
  expect.soft(fits, `${line} answers ${[...keys].join(', ')}, which docs/command-line.md does not say`).toBe(true)
}

test('every command and option of the program, and every form that a document shows, is run here', () => {
  const run = [...runs.map(({ line }) => ({ command: commandOf(line), options: optionsIn(line) })), { command: 'up', options: ['data'] }]
  for (const [name, { options }] of everyCommand) {
    const given = run.filter(({ command }) => command === name).flatMap((each) => each.options)
    expect(run.map(({ command }) => command)).toContain(name)
    expect(given, name).toEqual(expect.arrayContaining(Object.keys(options)))
  }
  for (const form of documents.flatMap(formsIn).filter(({ written }) => !/[[|]/.test(written))) {
    const isRun = run.some(({ command, options }) => command === form.command && form.options.every((option) => options.includes(option)))
    expect(isRun, `${form.in}: ${form.written}`).toBe(true)
  }
})

test('what needs no database does what the documents say', async () => {
  await Promise.all(withoutData(at).map(held))
  expect(await readdir(join(folder, 'pages/notice'))).toContain('index.html')
  for (const page of await Array.fromAsync(pagesIn(join(folder, 'pages')))) expect(page).toMatch(/<link[^>]+href="\/look\//)
}, 120_000)

async function* pagesIn(pages: string) {
  for (const path of await readdir(pages, { recursive: true })) if (path.endsWith('.html')) yield readFile(join(pages, path), 'utf8')
}

test('an answer that a document shows is the answer that is given', async () => {
  const shown = documents.flatMap(({ text }) => [...text.matchAll(/^```\n\$ \.\/assured ([^\n]*)\n(.*?)^```/gms)])
  expect(shown.length).toBeGreaterThan(0)
  for (const [, line = '', answer] of shown) expect((await assured(line)).out).toBe(answer)
}, 60_000)

test('what works on stored data does what the documents say, from the first import to a restore', async () => {
  const system = await startSystem({ ASSURED_LANDLORD: join(home, 'landlords/livewest') }, data)
  try {
    for (const group of whileUp(at)) await Promise.all(group.map(held))
    const { landlord, edit } = await ownFolder(folder)
    const edited = (line: string) => assured(`${line} --data ${data}`, { ASSURED_LANDLORD: landlord })
    await edit('title: ', 'title: Our ')
    // The same id means the released edition, not the edited folder; and what the doctor says to do is what publishing asks for.
    expect((await edited(`notice compare 2023-02 ${landlord}`)).out).toContain('its title changed')
    expect((await edited('doctor')).out).toContain('its own `id`')
    expect(await edited('notice publish')).toMatchObject({ exit: 1, err: expect.stringContaining('its own `id`') })
    await edit("id: '2023-02'", "id: '2026-11'")
    expect((await edited('doctor')).out).toContain('`./assured notice publish` releases it')
    expect(await edited('notice publish')).toMatchObject({ exit: 0 })
  } finally {
    await system.stop()
  }
  for (const run of whileDown(at)) await held(run)
}, 600_000)
