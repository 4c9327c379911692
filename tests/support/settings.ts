import { settingsFrom } from '../../src/main/settings/settings.ts'
import { home } from './places.ts'

/** LiveWest's notice with a data folder, as a command without other settings has it. */
export const settingsOf = (data: string) => settingsFrom({}, home, data)

/** The same, where somebody said that what is imported beside the example is for trying out too. */
export const triedOut = (data: string) => settingsFrom({ ASSURED_EXAMPLE: 'on' }, home, data)
