import { join } from 'node:path'

export const home = join(import.meta.dirname, '..', '..')
export const migrations = join(home, 'src/store/migrations')
export const schema = 'livewest'
export const template = 'assured_template'
export const publishedTemplate = `${template}_published`
/** Real input, in a folder beside the project on machines that have it; absent elsewhere. */
export const realData = join(home, '..', 'shared', 'data')
