import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import { checkLandlord } from '#notice/check.ts'

/** Until `./assured notice check` is there: `tsx scripts/check-landlord.ts landlords/livewest`. */
const folder = process.argv[2] ?? 'landlords/livewest'
const { current } = await readLandlordFolder(folder)
const { edition, findings } = checkLandlord(current, { today: Temporal.Now.plainDateISO() })
for (const { file, line, message, fix } of findings) console.log(`${folder}/${file}:${line}\n  ${message}\n  → ${fix}`)
console.log(findings.length === 0 ? `nothing found: ${edition?.activities.length} activities` : `${findings.length} found`)
process.exitCode = findings.length === 0 ? 0 : 1
