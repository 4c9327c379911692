import { kiosks } from '#duties/visits/kiosks.ts'
import { visitBook } from '#duties/visits/visit-book.ts'
import type { Editions } from '#web/deps.ts'
import type { Look } from '#web/look.ts'
import { receptionDoor } from '#web/reception/reception.ts'
import type { Door } from '#web/server.ts'
import type { Settings } from './settings/settings.ts'
import type { Running } from './system.ts'

/** The visitors' book at the door of an office, over the records. */
export function reception({ deps, gate }: Running, { url }: Pick<Settings, 'url'>, editions: Editions, look: Look): Door {
  const ways = { ...deps, gate }
  return receptionDoor({
    editions,
    look,
    clock: deps.clock,
    book: visitBook(ways),
    kiosks: kiosks(ways),
    origin: url ?? undefined,
    secure: url?.startsWith('https:') ?? false,
  })
}
