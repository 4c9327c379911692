import { readLandlordFolder } from '#exchange/landlord-folder/read.ts'
import type { ReleasedEdition } from '#notice/edition.ts'
import { parseLandlord } from '#notice/parse-landlord.ts'
import { release } from '#notice/release.ts'
import { Fault } from '#shared/fault.ts'

/** A landlord's folder as a released edition. */
export async function released(folder: string): Promise<ReleasedEdition> {
  const parsed = parseLandlord((await readLandlordFolder(folder)).current)
  if (parsed.edition === undefined) {
    const [first] = [...parsed.unread, ...parsed.misread]
    throw new Fault('landlord-not-read', `\`${folder}\` does not load: ${first?.file ?? ''} ${first?.line ?? ''} ${first?.message ?? ''}`)
  }
  return release(parsed.edition)
}

export const liveWest = () => released('landlords/livewest')
export const smallLandlords = () =>
  Promise.all(['harbour-homes', 'city-trust', 'moor-coop'].map((name) => released(`tests/landlords/${name}`)))
