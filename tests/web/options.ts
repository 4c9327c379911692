import { z } from 'zod'

/** A fixture uses something our component does not have; `option` says which. */
export class NotOurs extends Error {
  readonly option: string

  constructor(option: string) {
    super(option)
    this.option = option
  }
}

const record = z.record(z.string(), z.unknown())

/** Reads a fixture's options and notes which were read: what is left over is an option that we do not have. */
export class Options {
  readonly #values: Record<string, unknown>
  readonly #path: string
  readonly #read = new Set<string>()
  readonly #inside: Options[] = []
  readonly #lists = new Map<string, readonly Options[]>()
  /** What a fixture has as HTML, by the word that stands for it: our components take nodes, and no HTML. */
  readonly #html: string[]

  constructor(values: unknown, path = '', html: string[] = []) {
    const parsed = record.safeParse(values)
    if (!parsed.success) throw new NotOurs(`${path}an empty place in a list`)
    this.#values = parsed.data
    this.#path = path
    this.#html = html
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null
  }

  text(name: string): string | undefined {
    const value = this.#take(name)
    const html = /text$/i.test(name) ? this.#take(name.replace(/text$/, 'html').replace(/Text$/, 'Html')) : undefined
    if (typeof html === 'string' && html !== '') return `html${this.#html.push(html) - 1}stands`
    if (value === undefined || value === null) return undefined
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw new NotOurs(`${this.#path}${name}: ${typeof value}`)
  }

  needed(name: string): string {
    const value = this.text(name)
    if (value === undefined) throw new NotOurs(`${this.#path}without ${name}`)
    return value
  }

  flag(name: string): boolean | undefined {
    const value = this.#take(name)
    return typeof value === 'boolean' ? value : undefined
  }

  number(name: string): number {
    const value = Number(this.#take(name))
    if (!Number.isFinite(value)) throw new NotOurs(`${this.#path}${name}: not a number`)
    return value
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const found = values.find((each) => each === value)
    if (found === undefined) throw new NotOurs(`${this.#path}${name}: ${value}`)
    return found
  }

  texts(name: string): readonly string[] | undefined {
    const value = this.#take(name)
    return Array.isArray(value) ? value.map(String) : undefined
  }

  inside(name: string): Options | undefined {
    const value = this.#take(name)
    if (value === undefined || value === null || value === false) return undefined
    return this.#keep(new Options(value, `${this.#path}${name}.`, this.#html))
  }

  list(name: string): readonly Options[] {
    const value = this.#take(name)
    if (!Array.isArray(value)) return []
    const kept = this.#lists.get(name) ?? value.map((each) => this.#keep(new Options(each, `${this.#path}${name}[].`, this.#html)))
    this.#lists.set(name, kept)
    return kept
  }

  lists(name: string): readonly (readonly Options[])[] {
    const value = this.#take(name)
    if (!Array.isArray(value)) return []
    return value
      .filter(Array.isArray)
      .map((row) => row.map((each) => this.#keep(new Options(each, `${this.#path}${name}[][].`, this.#html))))
  }

  /** Options that no component of ours read: each by its path, down to the last, with its value. */
  leftOver(): readonly (readonly [path: string, value: unknown])[] {
    const own = Object.entries(this.#values).filter(([name, value]) => !this.#read.has(name) && value !== undefined)
    return [...own.flatMap(([name, value]) => leaves(`${this.#path}${name}`, value)), ...this.#inside.flatMap((each) => each.leftOver())]
  }

  /** A page of ours with the fixture's HTML where a word stands for it. */
  withHtml(page: string): string {
    return page.replace(/html(\d+)stands/g, (_, place: string) => this.#html[Number(place)] ?? '')
  }

  #take(name: string): unknown {
    this.#read.add(name)
    return this.#values[name]
  }

  #keep(options: Options): Options {
    this.#inside.push(options)
    return options
  }
}

function leaves(path: string, value: unknown): readonly (readonly [string, unknown])[] {
  const inside = Array.isArray(value) ? undefined : record.safeParse(value).data
  return inside === undefined ? [[path, value]] : Object.entries(inside).flatMap(([name, each]) => leaves(`${path}.${name}`, each))
}
