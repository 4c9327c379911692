import { join } from 'node:path'
import { home } from '../../support/places.ts'

/** LiveWest's notice over a data folder, with no doors. */
export const settingsOf = (data: string) => ({
  port: 0,
  data,
  databaseUrl: null,
  landlord: join(home, 'landlords/livewest'),
  example: false,
  url: null,
  provider: null,
  vault: { folder: join(data, 'vault') },
  searchPath: '',
})
