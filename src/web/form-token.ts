import { createHash } from 'node:crypto'

/** What a form is known by once it was sent: who reads where that is kept cannot send the form. */
export function formIdOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** A form's fields without its token, whatever came as the body. */
export function withoutToken(body: unknown): { readonly token: string; readonly fields: Record<string, unknown> } {
  if (typeof body !== 'object' || body === null) return { token: '', fields: {} }
  const { _csrf: token, ...fields }: Record<string, unknown> = { ...body }
  return { token: typeof token === 'string' ? token : '', fields }
}
