// Builds dist/: the program, the few lines that check whether this version of Node can run it, one stylesheet, and the
// scripts of the few pages that have one. Libraries stay in node_modules.
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { compileLook, compileScripts } from '../src/web/look/compile.ts'

const home = join(import.meta.dirname, '..')
const dist = join(home, 'dist')

/** Renames each file into place, so that a command started meanwhile never sees half a file. */
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
const scripts = compileScripts()
await put('look/player.js', scripts.player)
await put('look/roll-call.js', scripts.rollCall)
await put('look/roll-call-worker.js', scripts.rollCallWorker)
await put('look/evidence-file.js', scripts.evidenceFile)
const { outputFiles } = await build({
  entryPoints: [join(home, 'src/main/assured.ts')],
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  // Dynamic imports get files of their own, so that an older version of Node can load the first file.
  splitting: true,
  chunkNames: '[name]',
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
// Written last, since `assured` looks at it to see whether the build is fresh.
const parts = outputFiles.toSorted((one) => (basename(one.path) === 'assured.mjs' ? 1 : -1))
for (const file of parts) await put(basename(file.path), file.contents)
