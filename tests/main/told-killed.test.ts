import { chmod, cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { noticeReaders } from '#duties/readers/readers.ts'
import { startServer } from '#store/server.ts'
import { asAdmin, targetOf } from '#store/target.ts'
import { settingsFrom } from '../../src/main/settings/settings.ts'
import { openSystem } from '../../src/main/system.ts'
import { begunFolder } from '../support/begun-folder.ts'
import { assured } from '../support/document-runs.ts'
import { mailServer } from '../support/mail-server.ts'
import { home, schema } from '../support/places.ts'
import { dataFolder, sendSignal, startSystem, until } from '../support/running-system.ts'

const [data, folder] = await Promise.all([begunFolder('empty'), dataFolder()])
afterAll(() => Promise.all([data, folder].map((each) => rm(each, { recursive: true, force: true }))))

const names = ['ann', 'ben', 'cat', 'dan'].map((name) => `${name}@example.org`)

test('killed before the letters and in the middle of them, readers are each told: those whose letter was acknowledged once, one whose was not once more', async () => {
  await using mail = await mailServer()
  const landlord = join(folder, 'livewest')
  await cp(join(home, 'landlords/livewest'), landlord, { recursive: true })
  await chmod(folder, 0o755)
  const environment = {
    ...{ ASSURED_LANDLORD: landlord, ASSURED_EXAMPLE: 'off', ASSURED_URL: 'https://notice.landlord.example' },
    ...{ ASSURED_MAIL: `smtp://127.0.0.1:${mail.port}`, ASSURED_MAIL_FROM: 'privacy@landlord.example' },
  }
  await confirmAll(environment, mail)
  mail.received.length = 0
  const killedWhen = async (holds: () => boolean) => {
    const system = await startSystem(environment, data)
    await until(holds, 90_000, () => system.said.err)
    sendSignal(system.process.pid ?? 0, 'SIGKILL')
    await system.ended
  }

  let isAsked = false
  mail.answer({
    rcpt: () => {
      isAsked = true
      return 'say nothing'
    },
  })
  const edition = join(landlord, 'edition.yaml')
  await writeFile(edition, (await readFile(edition, 'utf8')).replace("id: '2023-02'", 'id: newer'))
  expect(await assured(`notice publish --json --data ${data}`, environment)).toMatchObject({ exit: 0 })
  await killedWhen(() => isAsked)
  expect(mail.received).toEqual([])
  await halfAnHourPasses()

  mail.answer({ data: () => (mail.received.length === 1 ? 'take and say nothing' : null) })
  await killedWhen(() => mail.received.length === 2)
  const twice = mail.received[1]
  await halfAnHourPasses()

  mail.answer({})
  await killedWhen(() => mail.received.length === names.length + 1)
  await halfAnHourPasses()
  const system = await startSystem(environment, data)
  try {
    const figure = async () => (await assured(`promises --json --data ${data}`, environment)).out
    await expect.poll(figure, { timeout: 60_000 }).toContain('Of the notice in force: 4 told.')
  } finally {
    await system.stop()
  }
  const letters = Object.groupBy(mail.received, ({ to }) => to)
  expect(Object.keys(letters).toSorted()).toEqual(names)
  for (const [to, got = []] of Object.entries(letters)) {
    expect(got).toHaveLength(to === twice?.to ? 2 : 1)
    expect(new Set(got.map(messageId)).size).toBe(1)
  }
}, 900_000)

/** Everybody asks, and confirms. */
async function confirmAll(environment: Readonly<Record<string, string>>, mail: Awaited<ReturnType<typeof mailServer>>): Promise<void> {
  const system = await openSystem(settingsFrom(environment, home, data), home, Temporal.Now.instant)
  const readers = noticeReaders(system.readers)
  for (const name of names) {
    expect(await readers.ask(name)).toBe(true)
    expect(await readers.confirm(new URL(mail.received.at(-1)?.link('confirm') ?? '').searchParams.get('link') ?? '')).toBe('told')
  }
  await system.close()
}

/** For whoever was being told when the machine stopped. */
async function halfAnHourPasses(): Promise<void> {
  const server = await startServer(data)
  const target = await targetOf(server.admin, schema, data)
  await asAdmin(target, (admin) => admin.query(`update notice_telling set at = at - interval '30 minutes'`))
  if (!server.joined) await server.stop()
}

function messageId({ headers }: { readonly headers: string }): string | undefined {
  return /^Message-ID: (.+)$/im.exec(headers)?.[1]
}
