/** Said to the public where the notice itself does not say it and the landlord has not confirmed it. What is to be settled is on the landlord's own list. */
export const proposedWords = 'Proposed, not fixed'
