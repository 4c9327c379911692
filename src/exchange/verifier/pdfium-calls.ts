import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PDFiumModule } from '@hyzyla/pdfium'
import { Fault } from '#shared/fault.ts'

/** Functions of PDFium by their names, with the memory that their texts and files are written to. */
export type Pdfium = {
  readonly call: (name: string, ...given: readonly number[]) => number
  /** What a function writes that takes a buffer and its size and returns the size that it needs. */
  readonly written: (name: string, ...given: readonly number[]) => Uint8Array
  readonly put: (bytes: Uint8Array) => number
  readonly free: (place: number) => void
  /** A number that a function writes, such as the length of a file. */
  readonly memory: () => Uint8Array
}

let opened: Promise<Pdfium> | undefined

/** Started once in a thread. Its program is read from the package: nothing is fetched. */
export function openPdfium(): Promise<Pdfium> {
  opened ??= start()
  return opened
}

async function start(): Promise<Pdfium> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'))
  const wasmBinary = new ArrayBuffer(wasm.length)
  new Uint8Array(wasmBinary).set(wasm)
  const module = await PDFiumModule({ wasmBinary })
  const { malloc, free } = module.wasmExports

  const call = (name: string, ...given: readonly number[]): number => {
    const found: unknown = Reflect.get(module, `_${name}`)
    if (typeof found !== 'function') throw new Fault('pdfium-without-function', `PDFium has no function ${name}`)
    const result: unknown = Reflect.apply(found, undefined, given)
    return typeof result === 'number' ? result : 0
  }
  const written = (name: string, ...given: readonly number[]): Uint8Array => {
    const size = call(name, ...given, 0, 0)
    if (size <= 0) return new Uint8Array()
    const place = malloc(size)
    try {
      call(name, ...given, place, size)
      return module.HEAPU8.slice(place, place + size)
    } finally {
      free(place)
    }
  }
  const put = (bytes: Uint8Array): number => {
    const place = malloc(Math.max(1, bytes.length))
    module.HEAPU8.set(bytes, place)
    return place
  }
  call('FPDF_InitLibrary')
  return { call, written, put, free, memory: () => module.HEAPU8 }
}

const wide = new TextDecoder('utf-16le')

export function wideText(bytes: Uint8Array): string {
  return wide.decode(bytes)
}
