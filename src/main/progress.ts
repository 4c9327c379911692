import type { WriteStream } from 'node:tty'

const width = 30
const quietFor = 1000

/** A bar on a terminal, for work that lasts over a second; nothing where nobody watches. */
export function progressBar(stream: WriteStream & { readonly fd: 2 }): (label: string, done: number, total: number) => void {
  const began = performance.now()
  let drawn = 0
  return (label, done, total) => {
    const now = performance.now()
    const finished = done >= total
    if (!stream.isTTY || now - began < quietFor || (now - drawn < 100 && !finished)) return
    drawn = now
    const part = total === 0 ? 1 : Math.min(1, done / total)
    const bar = '█'.repeat(Math.round(part * width)).padEnd(width, '░')
    stream.write(`\r${label} ${bar} ${Math.floor(part * 100)} %${finished ? '\n' : ''}`)
  }
}
