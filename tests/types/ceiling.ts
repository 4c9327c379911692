import type { Ceiling } from '#notice/ceiling.ts'
import type { Category } from '#notice/vocabulary.ts'

/**
 * What must not compile. `tsc` reads this file: where a line marked as an error is none, the check is red. Nothing here runs.
 */
declare function read<
  A extends 'rent-collection' | 'repairs' | 'safeguarding' | 'emergency' | 'equality-monitoring' | 'move-notifications',
>(activity: A, category: Ceiling<A>): void
declare const rentOrRepairs: 'rent-collection' | 'repairs'
declare const anyCategory: Category

// Chasing the rent may read the rent account, and what was agreed about paying.
read('rent-collection', 'rent-account')
read('rent-collection', 'payment-arrangements')
// @ts-expect-error a tenant's health notes are not read to chase the rent
read('rent-collection', 'health')
// @ts-expect-error nor are support needs: what affects payment is an arrangement
read('rent-collection', 'support-needs')

read('repairs', 'support-needs')
// @ts-expect-error whoever repairs sees no balance
read('repairs', 'rent-account')
// @ts-expect-error and no diagnosis
read('repairs', 'health')

read('safeguarding', 'health')
read('emergency', 'health')
// @ts-expect-error an emergency opens no equality answers
read('emergency', 'ethnic-origin')

read('equality-monitoring', 'ethnic-origin')
// @ts-expect-error equality answers come without names
read('equality-monitoring', 'personal-details')

// @ts-expect-error a telephone number is no part of a move notice (R10)
read('move-notifications', 'contact-details')

// For one activity or the other: only what both allow.
read(rentOrRepairs, 'contact-details')
read(rentOrRepairs, 'cautionary-alerts')
// @ts-expect-error the rent account is for one of the two only
read(rentOrRepairs, 'rent-account')
// @ts-expect-error repairs are for the other only
read(rentOrRepairs, 'repairs')

// @ts-expect-error a category that is known only when running is not within a ceiling
read('safeguarding', anyCategory)
// @ts-expect-error a word that is no category
read('repairs', 'gossip')

export type { Ceiling }
