import { type DestinationStream, type Logger, pino } from 'pino'

/** INVARIANT: only these fields are ever written; an address, a body, a header or a value cannot slip in with an object. */
const allowed = new Set([
  'method',
  'route',
  'status',
  'ms',
  'reference',
  'code',
  'kind',
  'frames',
  'clause',
  'decision',
  'port',
  'count',
  'level',
  'time',
  'msg',
])

/** Structured lines, one per answer. Route patterns (`/desk/people/:id`), never addresses. */
export function webLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    formatters: {
      log: (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name))),
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** What may be said of an error: its kind, its code, and where it arose; never its message, which may quote a value. */
export function errorFields(error: unknown): { readonly kind: string; readonly code: string; readonly frames: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, code: 'none', frames: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'none'
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { kind: error.name, code, frames: frames.slice(0, 8).map((line) => line.trim()) }
}
