import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

/** PostgreSQL's own default. The passwords here are random, so more rounds would only cost time at each sign-in. */
const iterations = 4096

/**
 * What PostgreSQL stores of a password, in the form in which it accepts that instead of the password (RFC 5803): nobody can sign in with it. So no
 * password is in a statement, in a server's log or in a file that the server's account reads. For plain ASCII passwords.
 */
export async function scramVerifier(password: string): Promise<string> {
  const salt = randomBytes(16)
  const salted = await promisify(pbkdf2)(password, salt, iterations, 32, 'sha256')
  const keyed = (words: string) => createHmac('sha256', salted).update(words).digest()
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${keyed('Server Key').toString('base64')}`
}
