// `vault-memory.ts FILE VAULT`: the most memory above idle (in MB) that it takes this process to put a file into a vault and to read it back.
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { putMedia, stretchOf } from '#gate/media/media-at-rest.ts'
import { folderObjects } from '#store/vault/folder-objects.ts'
import { read } from './vault-stream.ts'

const [, , file = '', vault = ''] = process.argv
const objects = folderObjects(vault)
await setTimeout(200)
const idle = process.memoryUsage.rss()
let most = idle
const looking = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
const incoming = { bytes: read(file), type: () => 'audio/wav' }
const object = await putMedia({ objects }, randomUUID(), createSecretKey(randomBytes(32)), incoming, async () => {})
let length = 0
for await (const chunk of stretchOf({ objects }, object, { from: 0, to: object.bytes - 1 })?.read() ?? []) length += chunk.length
clearInterval(looking)
if (length !== object.bytes) throw new Error('not all of it came back')
await objects.delete(object.id)
process.stdout.write(String(Math.ceil((most - idle) / 1_000_000)))
