import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { secretFile } from '#store/secret-file.ts'

/**
 * A colleague's id in evidence, the same at each sign-in. It is made with a key of the data folder: the provider's own ids are often e-mail addresses
 * or staff numbers, which anybody could try out against a plain hash.
 */
export async function colleaguePseudonym(data: string): Promise<(issuer: string, subject: string) => string> {
  const secret = await secretFile(join(data, 'keys', 'colleagues'))
  return (issuer, subject) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([issuer, subject]))
      .digest('base64url')
}
