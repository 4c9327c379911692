/**
 * Why a copy has nothing of what is noted while a request is answered. Some of it must not be told at all: that a place was searched whose very name
 * would do harm, or which passages of which item were left out.
 */
export const workingPaper =
  'It is what we note while we answer a request for a copy. What was searched, what was left out and why stands in the answer itself.'
