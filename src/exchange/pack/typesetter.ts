import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { SetAnswer, SetOrder } from './part.ts'

/** Sets parts of a pack as PDFs, one after the other. */
export type Typesetter = AsyncDisposable & {
  /** Undefined where the typesetter ended without an answer. */
  readonly set: (order: SetOrder) => Promise<SetAnswer | undefined>
}

/**
 * Starts a typesetter as a separate process, so that neither its memory nor a crash affects this one. It gets nothing of this process's environment,
 * and none of the machine's fonts. `folder`: where the typesetter and its template are.
 */
export function startTypesetter(folder: string): Typesetter {
  const child = fork(join(folder, 'set-parts.ts'), [], {
    env: { FONTCONFIG_FILE: join(folder, 'no-fonts.conf') },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Its messages about a text that it could not set may contain that text.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const ended = new Promise<undefined>((done) => {
    child.once('exit', () => done(undefined))
    child.once('error', () => done(undefined))
  })
  return {
    set: (order) => Promise.race([answerOf(child, order), ended]),
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect()
      child.kill()
      await ended
    },
  }
}

function answerOf(child: ChildProcess, order: SetOrder): Promise<SetAnswer | undefined> {
  return new Promise((done) => {
    child.once('message', (answer) => done(isAnswer(answer) ? answer : undefined))
    child.send(order, (error) => {
      if (error !== null) done(undefined)
    })
  })
}

function isAnswer(answer: unknown): answer is SetAnswer {
  return typeof answer === 'object' && answer !== null && 'set' in answer && typeof answer.set === 'boolean'
}
