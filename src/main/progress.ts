const width = 30
const quietFor = 1000

type Terminal = { readonly isTTY?: boolean; readonly write: (text: string) => unknown }

/** A progress bar on a terminal, for work that takes over a second; nothing where the output is no terminal. */
export function progressBar(
  stream: Terminal,
  clock: () => number = () => performance.now(),
): (label: string, done: number, total: number) => void {
  const began = clock()
  let drawn = 0
  let ended = false
  return (label, done, total) => {
    const now = clock()
    const finished = done >= total
    if (!stream.isTTY || ended || now - began < quietFor || (now - drawn < 100 && !finished)) return
    drawn = now
    ended = finished
    const part = total === 0 ? 1 : Math.min(1, done / total)
    const bar = '█'.repeat(Math.round(part * width)).padEnd(width, '░')
    stream.write(`\r${label} ${bar} ${Math.floor(part * 100)} %${finished ? '\n' : ''}`)
  }
}
