/**
 * Something went wrong that nobody decided: a broken disk, a missing file, a bug. A refusal is not a fault. `code` is stable: tests, logs and
 * `doctor` name it. `message` is one lower-case sentence without personal data.
 */
export class Fault extends Error {
  readonly code: string

  constructor(code: string, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'Fault'
    this.code = code
  }
}
