import { sourcesListed } from '../support/sources.ts'

sourcesListed('S3', [
  { activity: 'rent-collection', sources: ['own-systems', 'colleague'], not: 'camera' },
  { activity: 'tenancy-management', sources: ['own-systems', 'visit'], not: 'website' },
])
