// The thread in which a pack is read: `verify-pack.ts` starts it with what is to be verified, and it answers with the verdict.
import { openAsBlob } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { Fault } from '#shared/fault.ts'
import { isRecord } from '#shared/record.ts'
import { examine } from './examine.ts'
import type { ToVerify } from './verify-pack.ts'

const asked: unknown = workerData
if (!isToVerify(asked)) throw new Fault('verify-order-unknown', 'a thread that verifies packs was started without one')
const { archive, password, withheld, given } = asked
const blob = 'path' in archive ? await openAsBlob(archive.path) : new Blob([archive.bytes.slice()])
parentPort?.postMessage(await examine({ archive: blob, password, withheld, given }))

/** Its fields were checked by the compiler where it was sent. */
function isToVerify(value: unknown): value is ToVerify {
  return isRecord(value) && isRecord(value.archive) && Array.isArray(value.withheld) && Array.isArray(value.given)
}
