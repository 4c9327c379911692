import type { Edition } from './edition.ts'

/** The lists of an edition, each with the file or the folder of a landlord's folder that holds it. */
export const listFiles = {
  relationships: 'relationships.yaml',
  categories: 'categories.yaml',
  sources: 'sources.yaml',
  purposes: 'purposes.yaml',
  roles: 'roles.yaml',
  recipients: 'recipients.yaml',
  activities: 'activities/*.yaml',
  assessments: 'assessments.yaml',
  retention: 'retention.yaml',
  systems: 'systems.yaml',
  clauses: 'clauses.yaml',
  notice: 'notice/*.md',
  layers: 'layers/*.md',
  cards: 'cards.yaml',
  synonyms: 'synonyms.yaml',
  questions: 'questions.yaml',
} as const satisfies Partial<Record<keyof Edition, string>>

export type ListName = keyof typeof listFiles

/** Lists that a landlord may leave out. Where the file is missing, pages draw what they need from the rest. */
export const optionalLists: readonly ListName[] = ['cards', 'synonyms', 'questions']

export const editionFile = 'edition.yaml'
export const landlordFile = 'landlord.yaml'

/** Whether a file of the folder matches a file name or a pattern `folder/*.ending`. */
export function belongsTo(path: string, pattern: string): boolean {
  const [folder, ending] = pattern.split('*')
  if (folder === undefined || ending === undefined) return path === pattern
  return path.startsWith(folder) && path.endsWith(ending) && !path.slice(folder.length).includes('/')
}
