// `pack-writer.ts FOLDER`: begins to write a pack there, says so to whoever started it, and never ends.
import { jsonFile } from '#exchange/pack/json-file.ts'

const [, , folder = ''] = process.argv
const nothing = async () => {}
const { taker } = jsonFile(folder, { begun: nothing, whole: nothing })
await taker.begin({ person: 'p', gatheredAt: '2026-11-23T12:00:00Z', edition: 'test', relationships: [] })
await taker.section({ type: 'person', title: 'People', category: 'personal-details' })
const item = { source: 'the-person', collectedAt: '2026-11-01T09:00:00Z', values: { Words: 'a'.repeat(1000) } }
await taker.items(Array.from({ length: 1000 }, () => item))
process.send?.('half-way')
setInterval(nothing, 1000)
