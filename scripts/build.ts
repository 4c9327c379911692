// Builds dist/: the program as one file that leaves libraries where npm put them, and the look as one stylesheet.
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { compileLook } from '../src/web/look/compile.ts'

const home = join(import.meta.dirname, '..')
const dist = join(home, 'dist')

/** In place at once, so that a command started meanwhile never sees half a file. */
async function put(name: string, content: string | Uint8Array): Promise<void> {
  const part = join(dist, `${name}.${process.pid}.part`)
  await writeFile(part, content)
  await rename(part, join(dist, name))
}

async function isFresh(name: string, sources: string): Promise<boolean> {
  const { glob } = await import('node:fs/promises')
  const built = await stat(join(dist, name)).catch(() => undefined)
  if (built === undefined) return false
  for await (const source of glob(sources, { cwd: home })) {
    if ((await stat(join(home, source))).mtimeMs > built.mtimeMs) return false
  }
  return true
}

await mkdir(join(dist, 'look'), { recursive: true })
if (!(await isFresh('look/assured.css', 'src/web/look/*'))) await put('look/assured.css', compileLook())
const { outputFiles } = await build({
  entryPoints: [join(home, 'src/main/assured.ts')],
  write: false,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node26',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
})
for (const file of outputFiles) await put('assured.mjs', file.contents)
