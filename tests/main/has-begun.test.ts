import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noticeCheckCommand } from '#cli/commands/notice.ts'
import { hasBegun } from '../../src/main/has-begun.ts'
import { contextOf } from '../cli/context.ts'
import { livewest } from '../support/edition.ts'
import { home } from '../support/places.ts'

/** A port of this machine that nobody listens at. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('`notice check` of a clean notice whose database is down says that what the edition would do is not known, and ends well', async () => {
  const { edition } = await livewest()
  const databaseUrl = `postgresql://assured:secret@127.0.0.1:${await closedPort()}/assured`
  const settings = { databaseUrl, data: join(tmpdir(), 'nothing-here'), landlord: join(home, 'landlords/livewest') }
  const context = contextOf({
    checkedLandlord: async () => ({ edition, lapsed: undefined, findings: [] }),
    proposal: async () => ((await hasBegun(settings)) ? Promise.reject(new Error('nothing answers there')) : null),
  })
  const words = 'the database cannot be reached (`ECONNREFUSED`)'
  expect(await noticeCheckCommand.run(context, { words: [], options: {} })).toMatchObject({
    exit: 0,
    json: { ok: true, consequences: null, unknown: words },
    warning: words,
  })
})
