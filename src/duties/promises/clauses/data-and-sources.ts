import type { Clause } from '#notice/ledger.ts'
import { closed, done, from, held, heldByFives, type Keeping, none, notFrom, part, use, whole } from '../keeping.ts'
import { supportContacts } from '../tallies.ts'

/** What is held, and where it comes from. */
export const dataAndSources = {
  D1: whole({ count: held({ type: 'person' }, 'person', 'people') }),
  D2: whole({ count: held({ type: 'contact-detail' }, 'contact detail', 'contact details') }),
  D3: none('Equality answers are collected nowhere yet.', {
    probes: [closed('tenancy-management', 'ethnic-origin', 'housing-officer', ['special-category-reason'])],
    count: held({ activity: 'equality-monitoring' }, 'item collected for equality figures', 'items collected for equality figures'),
  }),
  D4: part(
    'Needs are held as the housing system has them, and closed without a reason. They cannot be noted here, and nobody sees an adjustment without its reason yet.',
    {
      count: done({ kind: 'read', sensitivity: 'special', type: 'person' }, 'look at what somebody needs', 'looks at what somebody needs'),
    },
  ),
  D5: whole({
    count: supportContacts,
  }),
  D6: whole({
    probes: [use('rent-collection', 'rent-account', 'income-officer', 'contract')],
    count: heldByFives({ type: 'rent-account' }, 'rent account', 'rent accounts'),
  }),
  D7: whole({ count: heldByFives({ type: ['call-recording', 'unlinked-call'] }, 'call recording', 'call recordings') }),
  D8: whole({ count: heldByFives({ type: ['picture', 'footage'] }, 'picture or piece of footage', 'pictures and pieces of footage') }),
  D9: none('Nobody can give feedback in customer research yet.', {
    count: held({ activity: 'research' }, 'item of customer research', 'items of customer research'),
  }),
  D10: part('Colleagues note contacts where they read the record. What arrives by e-mail and letter does not land in it by itself yet.', {
    count: heldByFives({ type: 'contact-log' }, 'contact', 'contacts'),
  }),
  S1: none('Applications and sales come in nowhere yet.', {
    probes: [
      from('the-person', 'letting'),
      from('choice-based-lettings', 'letting'),
      from('government-scheme', 'letting'),
      notFrom('neighbour', 'letting'),
      from('the-person', 'selling'),
      from('government-scheme', 'selling'),
      notFrom('neighbour', 'selling'),
    ],
    count: held({ activity: ['letting', 'selling'] }, 'item of a letting or a sale', 'items of lettings and sales'),
  }),
  S2: whole({
    probes: [from('the-person', 'contact-handling'), from('household', 'contact-handling'), notFrom('neighbour', 'contact-handling')],
    count: held(
      { source: ['the-person', 'household'] },
      'item from the person or their household',
      'items from the person or their household',
    ),
  }),
  S3: part('Rent accounts and tenancies come in from the housing system. Work on them is not done here yet.', {
    probes: [
      from('own-systems', 'rent-collection'),
      from('colleague', 'rent-collection'),
      notFrom('camera', 'rent-collection'),
      from('own-systems', 'tenancy-management'),
      from('visit', 'tenancy-management'),
      notFrom('website', 'tenancy-management'),
    ],
    count: held(
      { type: ['rent-account', 'rent-entry', 'tenure'], source: 'own-systems' },
      'item of the housing system',
      'items of the housing system',
    ),
  }),
  S4: part('Whoever asks for a copy for another shows an authority, which is noted. Nothing else that they say is taken in with it yet.', {
    count: held({ source: 'representative' }, 'item from somebody who acts for another', 'items from people who act for others'),
  }),
  S5: none('Feedback of customer research comes in nowhere yet.', {
    probes: [from('research-feedback', 'research'), notFrom('neighbour', 'research')],
    count: held({ source: 'research-feedback' }, 'item from customer research', 'items from customer research'),
  }),
  S6: whole({ count: heldByFives({}, 'item with its source', 'items, each with its source, are') }),
} as const satisfies Partial<Record<Clause, Keeping>>
