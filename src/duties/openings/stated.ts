import { isRecord } from '#shared/record.ts'

/**
 * What a colleague can state about somebody's situation when they open a record, each in words of its own (Data Protection Act 2018, Schedule 1,
 * paragraphs 17 to 19): the circumstance that the words vouch for, and how the person reads them in a copy of their information.
 */
export const statements = {
  'person-at-risk': 'What made us think that you were at risk',
  'reason-without-consent': 'Why you were not asked for your agreement',
} as const

export type Statement = keyof typeof statements
export type Stated = { readonly [name in Statement]?: string | null }

export const everyStatement: readonly Statement[] = ['person-at-risk', 'reason-without-consent']

/** Those that were made: words that were left out vouch for nothing. */
export function made(stated: Stated): readonly Statement[] {
  return everyStatement.filter((each) => stated[each] != null)
}

/** As it was sealed with the reason. */
export function statedIn(words: unknown): Stated {
  const found = isRecord(words) ? words : {}
  return Object.fromEntries(
    everyStatement.flatMap((each) => {
      const said = found[each]
      return typeof said === 'string' ? [[each, said]] : []
    }),
  )
}
