import { sourcesListed } from '../support/sources.ts'

sourcesListed('S1', [
  { activity: 'letting', sources: ['the-person', 'choice-based-lettings', 'government-scheme'], not: 'neighbour' },
  { activity: 'selling', sources: ['the-person', 'government-scheme'], not: 'neighbour' },
])
