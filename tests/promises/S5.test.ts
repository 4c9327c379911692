import { sourcesListed } from '../support/sources.ts'

sourcesListed('S5', [{ activity: 'research', sources: ['research-feedback'], not: 'neighbour' }])
