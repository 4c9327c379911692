import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openings } from '#duties/openings/openings.ts'
import { importCsv } from '#exchange/csv/import.ts'
import { testDatabase } from '../support/database.ts'
import { livewest } from '../support/edition.ts'
import { colleague, testGate } from '../support/gate.ts'
import { putIdentityCheck } from '../support/people.ts'
import { deskSite } from './desk-site.ts'

const on = await testDatabase()
const released = await livewest()
const tested = await testGate(on, released)
const site = await deskSite(tested, released)
const folder = await mkdtemp(join(tmpdir(), 'assured-conflicts-'))
afterAll(async () => {
  await site.close()
  await rm(folder, { recursive: true, force: true })
})
const adviser = colleague('customer-service-adviser')

async function taken(value: string): Promise<void> {
  const people = join(folder, 'people.csv')
  const details = join(folder, 'contact-details.csv')
  await writeFile(people, 'reference,firstName,lastName\nP1,Amina,Marsh\n')
  await writeFile(details, `reference,person,contactType,value\nD1,P1,phone,${value}\n`)
  await importCsv(tested.deps, [people, details], undefined)
}

/** Her number was put right here, and the file says another one since. */
await taken('01392 555001')
const [number] = await on.asAdmin((admin) =>
  admin.query<{ person: string }>(`update contact_detail set value = '01392 555999', source = 'the-person' returning person_id as person`),
)
await taken('01392 555777')

async function opened() {
  const kept = openings({ ...tested.deps, gate: tested.gate })
  const asked = { activity: 'contact-handling', person: number?.person ?? '', reason: 'call', reference: 'call 4711' } as const
  const opening = await kept.begin(adviser, { ...asked, specialReason: null, privateSetting: false })
  if (!('id' in opening)) throw new Error('the record does not open')
  return `/desk/openings/${opening.id}`
}

describe('what another system says otherwise than was put right here', () => {
  test('is not spoken of while nobody knows who is calling, and the page of it does not say that there is nothing', async () => {
    const desk = await site.as(adviser)
    const at = await opened()
    expect((await desk.open(at)).html).not.toContain('/conflicts')
    const { html } = await desk.open(`${at}/conflicts`)
    expect(html).toContain('There is one difference that you do not have access to.')
    expect(html).not.toContain('Nothing is left to decide')
    expect(html).not.toContain('01392 555')
  })

  test('is led to from the record, with both values, asks which is right, and is decided there', async () => {
    const desk = await site.as(adviser)
    await putIdentityCheck(on, number?.person ?? '', adviser.id)
    const at = await opened()
    expect((await desk.open(at)).html).toContain(`href="${at}/conflicts"`)
    const { html } = await desk.open(`${at}/conflicts`)
    expect(html).toContain('01392 555999. From: the person, ')
    expect(html).toContain('01392 555777. From: Our systems, ')
    const [, conflict = ''] = /name="conflict" value="([^"]+)"/.exec(html) ?? []
    const [, version = ''] = /name="version" value="([^"]+)"/.exec(html) ?? []
    const unsaid = await desk.send(`${at}/conflicts`, { conflict, version })
    expect(unsaid.status).toBe(422)
    expect(await unsaid.text()).toContain('Choose which is right')
    expect((await desk.send(`${at}/conflicts`, { conflict, version, chosen: 'there' })).status).toBe(303)
    expect((await desk.open(at)).html).toContain('Your choice is saved.')
    expect((await desk.open(`${at}/conflicts`)).html).toContain('Nothing is left to decide on this record.')
    expect(await on.asAdmin((admin) => admin.query('select value from contact_detail'))).toEqual([{ value: '01392 555777' }])
  })
})
