import type { Edition, EditionActivity } from '#notice/edition.ts'
import { categories, recipientKinds, roles } from '#notice/vocabulary.ts'
import { type Block, blocksOf, type Whose } from './cedar-blocks.ts'

/** Policies by id. An id says what it tells: `permit|basis`, or a reason, its order among equals, and whether consent is sought. */
export type Policies = Readonly<Record<string, string>>

const recipientsAndRoles = new Set<string>(recipientKinds)
const asker = (id: string) => (recipientsAndRoles.has(id) ? `Recipient::"${id}"` : `Role::"${id}"`)
const set = (words: readonly string[]) => `[${words.join(', ')}]`
const askers = (ids: readonly string[]) => `${set(ids.map(asker))}.contains(principal)`
const someCategory = (ids: readonly string[]) => `${set(ids.map((id) => `Category::"${id}"`))}.contains(resource)`

/** Where the edition does not know the activity. */
export const unheardOf: Policies = { 'activity-unknown': 'forbid(principal, action, resource);', ...wrongActs() }

/**
 * One activity of the edition, as far as one asker is concerned: a permit for each line, a forbid for each reason against it. (One set
 * for all askers says the same; Cedar tries every policy of a set, and takes ten times as long.)
 */
export function policiesOf(edition: Edition, activity: EditionActivity, only: string): Policies {
  const blocks = blocksOf(edition, activity).filter((block) => block.askers.includes(only))
  const covered = `(context.relationship == "" || ${set(activity.relationships.map((each) => `"${each}"`))}.contains(context.relationship))`
  const policies: Record<string, string> = { ...wrongActs(), ...structure(activity, blocks, covered, only) }
  const head = (acts: readonly string[]) => `principal == ${asker(only)}, action in ${set(acts.map((act) => `Action::"${act}"`))}, resource`
  for (const [number, block] of blocks.entries()) {
    const theirs = relationshipIn(block.whose)
    policies[`permit|${block.basis}|${number}`] =
      `permit(${head(block.acts)}) when { ${someCategory(block.categories)} && ${covered} && ${theirs} };`
    for (const [order, against] of block.against.entries()) {
      const acts = block.acts.filter((act) => against.acts?.includes(act) ?? true)
      const about = block.categories.filter((category) => against.categories?.includes(category) ?? true)
      if (acts.length === 0 || about.length === 0 || against.askers?.includes(only) === false) continue
      const where = [
        ...(against.given ? [present(against.given)] : []),
        ...(against.stop ? [present(against.stop)] : []),
        ...(against.needs ?? []).map((need) => `!${present(need)}`),
        ...[someCategory(about), covered, theirs],
      ]
      const id = [against.told, String(order).padStart(2, '0'), block.restsOnConsent ? 'consent' : '', number].join('|')
      policies[id] = `forbid(${head(acts)}) when { ${where.join(' && ')} };`
    }
  }
  return policies
}

function relationshipIn(whose: Whose): string {
  const [not, named] = 'only' in whose ? ['', whose.only] : ['!', whose.except]
  return `${not}${set(named.map((each) => `"${each}"`))}.contains(context.relationship)`
}

function present(circumstance: string): string {
  return `context.circumstances.contains("${circumstance}")`
}

function wrongActs(): Policies {
  return {
    'act-not-for-colleague': 'forbid(principal is Role, action == Action::"share", resource);',
    'act-not-for-recipient': 'forbid(principal is Recipient, action, resource) unless { action == Action::"share" };',
  }
}

function structure(activity: EditionActivity, blocks: readonly Block[], covered: string, only: string): Policies {
  const named = roles.filter((role) => activity.colleagues.some((grant) => grant.roles.includes(role)))
  const given = recipientKinds.filter(
    (kind) => activity.otherSharing === 'ask-consent' || activity.sharing.some((sharing) => sharing.with.includes(kind)),
  )
  const has = someCategory(activity.categories.filter((category) => isPlain(activity, category)))
  const policies: Record<string, string> = {
    'relationship-not-covered': `forbid(principal, action, resource) unless { ${covered} };`,
    'role-not-in-activity': `forbid(principal is Role, action, resource) unless { ${askers(named)} };`,
    'recipient-not-in-activity': `forbid(principal is Recipient, action, resource) unless { ${askers(given)} };`,
    'category-not-in-activity': `forbid(principal, action, resource) unless { ${has} };`,
  }
  for (const role of named.filter((each) => each === only)) {
    const listed = categories.filter((each) =>
      activity.colleagues.some((grant) => grant.roles.includes(role) && grant.categories.includes(each)),
    )
    const who = `forbid(principal == ${asker(role)}, action, resource) when { action != Action::"share" && ${has} }`
    policies[`category-closed-to-role|${role}`] = `${who} unless { ${someCategory(listed)} };`
    for (const act of ['collect', 'view', 'use'] as const) {
      const open = categories.filter((each) =>
        activity.colleagues.some((grant) => grant.roles.includes(role) && grant.acts.includes(act) && grant.categories.includes(each)),
      )
      const closed = `${has} && ${someCategory(listed)} && !${someCategory(open)}`
      policies[`act-closed-to-role|${role}|${act}`] =
        `forbid(principal == ${asker(role)}, action == Action::"${act}", resource) when { ${closed} };`
    }
  }
  for (const kind of given.filter((each) => each === only)) {
    const open = blocks.filter((block) => block.askers.includes(kind)).flatMap((block) => block.categories)
    policies[`category-not-shared-with-recipient|${kind}`] =
      `forbid(principal == ${asker(kind)}, action == Action::"share", resource) when { ${has} } unless { ${someCategory(open)} };`
  }
  return policies
}

/** B3: special and criminal categories count only with their condition. */
function isPlain(activity: EditionActivity, category: (typeof categories)[number]): boolean {
  const open: readonly string[] = categories.slice(0, categories.indexOf('ethnic-origin'))
  return open.includes(category) || category in activity.conditions
}
