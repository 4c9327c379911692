import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'

/** How long a place is waited for. As long as a bucket is given for one answer: a share on the same network takes thousandths of a second. */
export const patience = 20_000

/** What looks into folders. Whether it finds anything does not matter, only that it comes back. */
const look = ['ls', '--']
/** What ends one that is late. Where a share hangs, nothing does. */
const end: NodeJS.Signals = 'SIGKILL'

/**
 * Answers whether a folder answers at all. A share whose server is gone keeps whoever asks waiting, for ever, and a process that asked can then not even
 * end. So another process looks first, which can be left behind; no other is sent before it is back.
 */
export function answering(folders: readonly string[], { within = patience, by = look, ending = end } = {}): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined
  return () => (answer ??= comesBack([...by, ...folders], { within, ending }, () => (answer = undefined)))
}

/** `ended`: called once the process is gone, however late. */
async function comesBack(
  [program = '', ...words]: readonly string[],
  { within, ending }: { readonly within: number; readonly ending: NodeJS.Signals },
  ended: () => void,
): Promise<boolean> {
  const looking = spawn(program, words, { stdio: 'ignore' })
  const back = new Promise<true>((resolve) => {
    for (const event of ['exit', 'error'] as const)
      looking.once(event, () => {
        ended()
        resolve(true)
      })
  })
  const late = new AbortController()
  const isBack = await Promise.race([back, setTimeout(within, false, { signal: late.signal }).catch(() => false)])
  late.abort()
  if (!isBack) {
    looking.kill(ending)
    looking.unref()
  }
  return isBack
}
