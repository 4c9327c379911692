import type { GateDeps } from '#gate/deps.ts'
import { knownIds, knownMembersBornAfter, knownMemberships } from '#gate/find/known-ids.ts'
import { asset } from '#records/asset/asset.ts'
import { tenure } from '#records/tenure/tenure.ts'
import { deletedHere, goneWords } from '../deleted-here.ts'
import { fileNames, sizeOfAll } from '../file-names.ts'
import { guardedImport } from '../guarded-import.ts'
import type { ImportOptions, OnProgress, Report, Run } from '../import-options.ts'
import { type ImportReport, importTally, type Tally } from '../import-tally.ts'
import { storeUnits, type Unit, unitsInBatch } from '../store-units.ts'
import { type AsOf, asOf } from '../wrong-value.ts'
import * as shapes from './documents.ts'
import { assetItems, memberRowId, personItems, tenureItems, unnamedMember, wrongPerson, wrongTenure } from './items.ts'
import { type Numbered, readDocuments } from './read-documents.ts'
import { type KnownPerson, samePeople, wordsOfNames } from './same-person.ts'

export type HackneyFiles = { readonly persons: string; readonly tenures: string; readonly assets: string }

/** The files say what the landlord's own system knows about its tenancies (S3). */
const from = { activity: 'tenancy-management', source: 'own-systems' } as const

/** A person of the person file, until their tenure's document has been read. */
type Belonging = KnownPerson & { readonly fullName: string }

/**
 * Imports the housing files of a London borough: homes and people, then tenures with their households. Each document is stored whole or refused by
 * name. Importing again changes nothing, and an import that was cut off can be started again: every row has the same id each time and is stored in
 * one transaction with its batch. Memory holds a few batches, the ids, and who belongs to which tenure.
 */
export function importHackney(
  deps: GateDeps,
  files: HackneyFiles,
  onProgress: OnProgress = () => {},
  options: ImportOptions = {},
): Promise<Report> {
  return guardedImport(deps, (within, how) => takeIn(within, files, how), onProgress, options)
}

async function takeIn(deps: GateDeps, files: HackneyFiles, { onProgress, takeBack, brought }: Run): Promise<ImportReport> {
  const order = [files.persons, files.tenures, files.assets]
  const nameOf = fileNames(order)
  const tally = importTally(order.map(nameOf))
  const total = await sizeOfAll(order)
  let done = 0
  const onBytes = (bytes: number): void => {
    done += bytes
    onProgress(done, total)
  }
  const each = { deps, tally, nameOf, onBytes, takeBack, brought, at: asOf(deps.clock(), deps.inForce().released.edition) }
  const [homes, belonging] = await Promise.all([importAssets(each, files.assets), importPersons(each, files.persons)])
  await importTenures(each, files, homes, belonging)
  await settleTheRest(each, nameOf(files.persons), belonging)
  return tally.report()
}

type Import = Pick<Run, 'takeBack' | 'brought'> & {
  readonly deps: GateDeps
  readonly tally: Tally
  readonly nameOf: (path: string) => string
  readonly onBytes: (bytes: number) => void
  readonly at: AsOf
}

async function importAssets({ deps, tally, nameOf, onBytes, at, takeBack, brought }: Import, path: string): Promise<ReadonlySet<string>> {
  const file = nameOf(path)
  const homes = new Set<string>()
  const store = async (documents: readonly Numbered<shapes.AssetDocument>[]): Promise<void> => {
    const made = documents.map(({ line, document }) => ({ file, line, id: document.id, ...assetItems(document, at) }))
    for (const unit of await storedOf({ deps, tally, takeBack, brought }, made)) homes.add(unit.id)
  }
  const { assetDocument: shape, assetNotTaken: notTaken } = shapes
  await readDocuments({ path, file, shape, notTaken, wrong: () => null, rows: () => 1, store, tally, onBytes })
  return homes
}

/** Tenure → the stored people who say they belong to it. */
type BelongingByTenure = Map<string, Belonging[]>

async function importPersons({ deps, tally, nameOf, onBytes, at, takeBack, brought }: Import, path: string): Promise<BelongingByTenure> {
  const file = nameOf(path)
  const belonging: BelongingByTenure = new Map()
  const store = async (documents: readonly Numbered<shapes.PersonDocument>[]): Promise<void> => {
    const made = documents.map(({ line, document }) => ({ file, line, document, ...personItems(document, at) }))
    for (const { line, document } of await storedOf({ deps, tally, takeBack, brought }, made)) {
      const { id, title, firstname, middleName, surname } = document
      const fullName = [title, firstname, middleName, surname].filter((word) => word !== undefined).join(' ')
      const who = { id, line, born: document.dateOfBirth ?? null, words: wordsOfNames(firstname, middleName, surname), fullName }
      for (const tenureId of new Set(document.tenures?.map((entry) => entry.id))) {
        const others = belonging.get(tenureId)
        if (others === undefined) belonging.set(tenureId, [who])
        else others.push(who)
      }
    }
  }
  const [shape, notTaken] = [shapes.personDocument(at.isNone), shapes.personNotTaken]
  const wrong = (document: shapes.PersonDocument): string | null => wrongPerson(document, at)
  await readDocuments({ path, file, shape, notTaken, wrong, rows: () => 1, store, tally, onBytes })
  return belonging
}

/** Removes the people whose tenure was stored from `belonging`; those left belong to no tenure of the file. */
async function importTenures(
  { deps, tally, nameOf, onBytes, at, takeBack, brought }: Import,
  files: HackneyFiles,
  homes: ReadonlySet<string>,
  belonging: BelongingByTenure,
) {
  const path = files.tenures
  const [file, persons] = [nameOf(path), nameOf(files.persons)]
  const store = async (documents: readonly Numbered<shapes.TenureDocument>[]): Promise<void> => {
    const named = documents.flatMap(({ document }) => document.tenuredAsset?.id ?? []).filter((id) => !homes.has(id))
    const members = documents.flatMap(
      ({ document }) => document.householdMembers?.map((member) => memberRowId(document.id, member.id)) ?? [],
    )
    const [stored, children] = await Promise.all([knownIds(deps, asset, named), knownMembersBornAfter(deps, members, at.bornAfter)])
    const made = documents.map(({ line, document }) => {
      const home = document.tenuredAsset?.id
      const people = belonging.get(document.id) ?? []
      const known = samePeople(document.householdMembers ?? [], people)
      const recognised = new Set([...known.values()].map((who) => who.id))
      const unnamed = people.filter((who) => !recognised.has(who.id))
      const assetId = home !== undefined && (homes.has(home) || stored.has(home)) ? home : null
      return { file, line, id: document.id, unnamed, ...tenureItems(document, { known, unnamed, assetId, children }, at) }
    })
    for (const { id, unnamed } of await storedOf({ deps, tally, takeBack, brought }, made)) {
      belonging.delete(id)
      for (const who of unnamed) tally.note(persons, who.line, notNamed)
    }
  }
  const [shape, notTaken] = [shapes.tenureDocument(at.isNone), shapes.tenureNotTaken]
  const wrong = (document: shapes.TenureDocument): string | null => wrongTenure(document, at)
  const rows = (document: shapes.TenureDocument): number =>
    1 + (document.householdMembers?.length ?? 0) + (belonging.get(document.id)?.length ?? 0)
  await readDocuments({ path, file, shape, notTaken, wrong, rows, store, tally, onBytes })
}

const notNamed = 'the household of the tenure does not name this person: added to it, not responsible'

/** People whose tenure is not in the file: they join its household where an earlier import stored it, else they are noted. */
async function settleTheRest({ deps, tally, brought, at: { now } }: Import, file: string, belonging: BelongingByTenure): Promise<void> {
  const left = [...belonging].flatMap(([tenureId, people]) => people.map((who) => ({ tenureId, who })))
  for (let at = 0; at < left.length; at += unitsInBatch) {
    const batch = left.slice(at, at + unitsInBatch)
    const tenures = await knownIds(
      deps,
      tenure,
      batch.map((each) => each.tenureId),
    )
    const members = await knownMemberships(
      deps,
      batch.map((each) => each.who.id),
    )
    const units: Unit[] = []
    for (const { tenureId, who } of batch) {
      if (!tenures.has(tenureId)) tally.note(file, who.line, '`tenures` names a tenure that is not stored: stored without it')
      else if (members.get(who.id)?.has(tenureId) !== true) {
        tally.note(file, who.line, notNamed)
        units.push({ file, line: who.line, items: [unnamedMember(who, tenureId, now)] })
      }
    }
    for (const outcome of await storeUnits(deps, { ...from, brought }, units)) {
      if ('refused' in outcome) tally.note(file, outcome.unit.line, `the tenure was left out: ${outcome.refused}`)
    }
  }
}

/** Stores the units made from documents and counts each; answers those that are now stored. */
async function storedOf<U extends Unit & { readonly notes: readonly string[] }>(
  { deps, tally, takeBack, brought }: Pick<Import, 'deps' | 'tally' | 'takeBack' | 'brought'>,
  made: readonly U[],
): Promise<readonly U[]> {
  const states = await deletedHere(
    deps,
    made.flatMap(({ items }) => items.slice(0, 1)),
  )
  const comeBack = new Set<string>()
  const left = made.filter(({ items, file, line }, index) => {
    const state = states[index]
    if (state === 'there') return true
    if (state === 'same') tally.count('unchanged')
    else if (!takeBack) tally.refuse(file, line, goneWords)
    else for (const { id } of items) comeBack.add(id)
    return state === 'changed' && takeBack
  })
  const kept: U[] = []
  for (const [index, outcome] of (await storeUnits(deps, { ...from, brought }, left, comeBack)).entries()) {
    const unit = left[index]
    if (unit === undefined) continue
    if ('refused' in outcome) {
      tally.refuse(unit.file, unit.line, outcome.refused)
      continue
    }
    tally.count(outcome.became)
    for (const reason of [...unit.notes, ...outcome.notes]) tally.note(unit.file, unit.line, reason)
    kept.push(unit)
  }
  return kept
}
