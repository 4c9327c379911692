import { fileURLToPath } from 'node:url'
import { compile } from 'sass'

/** The sheet, minified. Takes about a second: done by the build, and by tests, never by a running server. */
export function compileLook(): string {
  return compile(fileURLToPath(new URL('assured.scss', import.meta.url)), { style: 'compressed', quietDeps: true }).css
}
