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

  constructor(values: unknown, path = '') {
    const parsed = record.safeParse(values)
    if (!parsed.success) throw new NotOurs(`${path}an empty place in a list`)
    this.#values = parsed.data
    this.#path = path
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null
  }

  text(name: string): string | undefined {
    const value = this.#take(name)
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
    return this.#keep(new Options(value, `${this.#path}${name}.`))
  }

  list(name: string): readonly Options[] {
    const value = this.#take(name)
    if (!Array.isArray(value)) return []
    return value.map((each) => this.#keep(new Options(each, `${this.#path}${name}[].`)))
  }

  lists(name: string): readonly (readonly Options[])[] {
    const value = this.#take(name)
    if (!Array.isArray(value)) return []
    return value.filter(Array.isArray).map((row) => row.map((each) => this.#keep(new Options(each, `${this.#path}${name}[][].`))))
  }

  /** Options that no component of ours read. */
  leftOver(): readonly string[] {
    const own = Object.keys(this.#values).filter((name) => !this.#read.has(name) && this.#values[name] !== undefined)
    return [...own.map((name) => `${this.#path}${name}`), ...this.#inside.flatMap((each) => each.leftOver())]
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
