import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { HackneyFiles } from '#exchange/hackney/import.ts'
import { realData } from '../support/places.ts'

const sample = (kind: string): string => join(realData, `hackney_${kind}.sample.ndjson`)
/** The real files, beside the project on the machines that have them. */
export const realFiles: HackneyFiles = { persons: sample('persons'), tenures: sample('tenures'), assets: sample('assets') }
export const haveRealFiles = Object.values(realFiles).every((path) => existsSync(path))

/** Two lines of a bulk file: the index line and the document. */
export function bulk(document: { readonly id: string } & Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ index: { _id: document.id } })}\n${JSON.stringify(document)}\n`
}

/** A person, their home and their tenure, as the borough writes them; anything can be said otherwise. */
export function familyOf(name: string, born = '1981-03-04') {
  const ids = { person: randomUUID(), tenure: randomUUID(), asset: randomUUID(), member: randomUUID() }
  const person = {
    id: ids.person,
    title: 'Ms',
    firstname: name,
    surname: 'Marsh',
    dateOfBirth: `${born}T00:00:00Z`,
    tenures: [{ id: ids.tenure }],
    personTypes: ['Tenant'],
  }
  const member = {
    id: ids.member,
    fullName: `Ms ${name} Marsh`,
    isResponsible: true,
    dateOfBirth: `${born}T00:00:00Z`,
    personTenureType: 'Tenant',
    type: 'Person',
  }
  const tenure = {
    id: ids.tenure,
    paymentReference: '204417',
    startOfTenureDate: '2019-04-01T00:00:00Z',
    endOfTenureDate: null,
    tenureType: { description: 'Secure', code: 'SEC' },
    tenuredAsset: { id: ids.asset },
    householdMembers: [member],
  }
  const asset = {
    id: ids.asset,
    assetType: 'Dwelling',
    assetAddress: { addressLine1: '6 Alder Court', addressLine2: 'Exeter', postCode: 'ex52fz' },
  }
  return { ids, person, member, tenure, asset }
}

/** Writes three files into a folder of their own, gone after the tests. */
export async function filesOf(texts: {
  readonly persons?: string | Buffer
  readonly tenures?: string | Buffer
  readonly assets?: string | Buffer
}): Promise<HackneyFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'assured-hackney-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const files = { persons: join(folder, 'persons.ndjson'), tenures: join(folder, 'tenures.ndjson'), assets: join(folder, 'assets.ndjson') }
  await writeFile(files.persons, texts.persons ?? '')
  await writeFile(files.tenures, texts.tenures ?? '')
  await writeFile(files.assets, texts.assets ?? '')
  return files
}
