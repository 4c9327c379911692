import { sourcesListed } from '../support/sources.ts'

sourcesListed('S4', [
  { activity: 'contact-handling', sources: ['representative'], not: 'camera' },
  { activity: 'identity-verification', sources: ['representative'], not: 'neighbour' },
])
