// Imports files into a database until done or killed: `importer.ts TARGET KEY FILES`, the first and the last as JSON.
import { z } from 'zod'
import { decide } from '#decisions/decide.ts'
import { groupCommitter } from '#evidence/group-commit.ts'
import { importHackney } from '#exchange/hackney/import.ts'
import { openDatabase } from '#store/database.ts'
import { erasureLog } from '#store/erasures.ts'
import { fileKeyProvider } from '#store/file-key-provider.ts'
import { personKeys } from '#store/keys.ts'
import { folderObjects } from '#store/vault/folder-objects.ts'
import { livewest, noon } from '../support/edition.ts'

const [, , target = '', key = '', given = ''] = process.argv
const { app, schema } = z.object({ app: z.custom<Parameters<typeof openDatabase>[0]>(), schema: z.string() }).parse(JSON.parse(target))
const files = z.object({ persons: z.string(), tenures: z.string(), assets: z.string() }).parse(JSON.parse(given))
const released = await livewest()
const database = openDatabase(app, schema)
const erasures = erasureLog(`${key}.erasures.log`, () => noon)
const keys = personKeys(database, await fileKeyProvider(key), erasures)
const { record } = groupCommitter(database)
const parts = {
  database,
  keys,
  erasures,
  objects: folderObjects(`${key}.vault`),
  record,
  clock: () => noon,
  inForce: () => ({ released, decide: (request: Parameters<typeof decide>[1]) => decide(released, request) }),
}
process.stdout.write('begun\n')
await importHackney(parts, files)
process.stdout.write('done\n')
await database.close()
