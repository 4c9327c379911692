import { ties } from '#gate/ties/ties.ts'
import { ofMatters } from '../matters.ts'

/** What is noted, found or made while a request is answered: it is reached with the request, for nothing else, and kept as long as the request is. */
export const belongsToRequest = {
  tie: ties.request.about,
  category: 'documents',
  usual: 'rights-requests',
  only: ['rights-requests'],
  keeps: true,
  matters: ofMatters,
} as const
