import { sourcesListed } from '../support/sources.ts'

sourcesListed('S2', [{ activity: 'contact-handling', sources: ['the-person', 'household'], not: 'neighbour' }])
