import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { builtProgram, home } from '../support/places.ts'

type Said = { readonly failed: boolean; readonly err: string }

function told(command: string, args: readonly string[], path = process.env.PATH): Promise<Said> {
  return new Promise((resolve) => {
    execFile(command, [...args], { env: { ...process.env, PATH: path } }, (error, _out, err) => resolve({ failed: error !== null, err }))
  })
}

describe('on a Node that is too old', () => {
  test('the program says so, before anything that such a Node cannot load', async () => {
    const asOld =
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.1.0" } }); delete globalThis.Temporal'
    const said = await told(process.execPath, ['--import', `data:text/javascript,${asOld}`, builtProgram(), 'promises'])
    expect(said.failed).toBe(true)
    expect(said.err).toMatch(/^assured: Node 20\.1\.0 is too old: `npm ci` brings its own Node 26/)
    expect(said.err).not.toContain('Temporal')
  })

  test('`./assured` says so too where its own is missing, and does not try to build', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assured-old-'))
    afterAll(() => rm(folder, { recursive: true, force: true }))
    await mkdir(join(folder, 'node_modules'))
    await mkdir(join(folder, 'bin'))
    await copyFile(join(home, 'assured'), join(folder, 'assured'))
    await writeFile(join(folder, 'bin/node'), '#!/bin/sh\necho 20.1.0\n')
    await chmod(join(folder, 'bin/node'), 0o755)
    const said = await told(join(folder, 'assured'), ['promises'], `${join(folder, 'bin')}:${process.env.PATH ?? ''}`)
    expect(said).toEqual({
      failed: true,
      err: 'assured: Node 20.1.0 is too old: `npm ci` brings its own Node 26, which is not in `node_modules`\n',
    })
  })
})
