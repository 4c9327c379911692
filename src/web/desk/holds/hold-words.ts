/** How the day is asked for on which a hold is reviewed, for the first time or the next. */
export const reviewDay = {
  when: 'coming',
  hint: 'For example 27 3 2027. A task will be due on that day.',
  missing: 'Enter a date after today',
} as const
