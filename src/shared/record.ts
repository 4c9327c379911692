/** Whether a value is a plain record whose fields can be looked at by name. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text as it is; anything else is empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Whether a value says anything. */
export function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}
