/** What is said for the words that systems have for ways to reach somebody. Their lists are not closed. */
export const waysToReach = { phone: 'Telephone', email: 'E-mail' } as const

/** And for who began a contact. */
export const directions = { in: 'Incoming', out: 'Outgoing' } as const
