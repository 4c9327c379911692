import { settingsFrom } from '../../src/main/settings.ts'
import { home } from './places.ts'

/** LiveWest's notice over a data folder, as a command that is told nothing else has it. */
export const settingsOf = (data: string) => settingsFrom({}, home, data)
