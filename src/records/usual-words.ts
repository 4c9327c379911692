/** The words shown for the ways to reach somebody that systems commonly store. These lists are not closed. */
export const waysToReach = { phone: 'Telephone', email: 'E-mail' } as const

/** The same for who began a contact. */
export const directions = { in: 'Incoming', out: 'Outgoing' } as const
