import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { compile } from 'sass'
import type { Scripts } from '../look.ts'

/** The sheet, minified. Takes about a second: done by the build, and by tests, never by a running server. */
export function compileLook(): string {
  return compile(fileURLToPath(new URL('assured.scss', import.meta.url)), { style: 'compressed', quietDeps: true }).css
}

/** The scripts, each as one file. */
export function compileScripts(): Scripts {
  return {
    player: readFileSync(new URL('player.js', import.meta.url), 'utf8'),
    rollCall: bundled(fileURLToPath(new URL('roll-call/page.js', import.meta.url))),
    // Browsers start a worker of one file, which is no module, the most widely.
    rollCallWorker: bundled(fileURLToPath(new URL('roll-call/worker.js', import.meta.url)), 'iife'),
    evidenceFile: readFileSync(new URL('evidence-file.js', import.meta.url), 'utf8'),
  }
}

function bundled(path: string, format: 'esm' | 'iife' = 'esm'): string {
  const { outputFiles } = buildSync({ entryPoints: [path], bundle: true, format, target: 'es2022', write: false })
  return outputFiles.map(({ text }) => text).join('')
}
