/** What a colleague who is heard on an extract answered, as the desk says it. */
export const answerWords = { given: 'Agreed', refused: 'Said no', none: 'No answer yet' } as const
