import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Node strips types but does not read TSX, so a benchmark that draws pages is bundled first. `use` gets the module's address. */
export async function withBundle<T>(file: string, use: (address: string) => Promise<T>): Promise<T> {
  // Beside the project's own packages, so that imports find them.
  const folder = await mkdtemp(join(import.meta.dirname, '..', 'node_modules', '.bench-'))
  const outfile = join(folder, 'bundle.mjs')
  try {
    await build({
      entryPoints: [join(import.meta.dirname, file)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      logLevel: 'error',
    })
    return await use(pathToFileURL(outfile).href)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
