import { nearest } from '#notice/nearest.ts'
import { acts, type Circumstance, categories, circumstances, recipientKinds, relationships, roles } from '#notice/vocabulary.ts'
import type { Request, Who } from './decision.ts'

/** A question in words, as the command line or a scenario asks it. */
export type Asked = {
  readonly role?: string | undefined
  readonly recipient?: string | undefined
  readonly act: string
  readonly activity: string
  readonly categories: readonly string[]
  readonly relationship?: string | undefined
  /** `name`, or `name=value`: `yes`, `true`, `1` and a value that only says which (a reference, a date) mean present; `no`, `false`, `0` absent. */
  readonly circumstances?: readonly string[] | undefined
}

/** A word that the vocabulary does not have: refused, as anything unknown is. `field` and the nearest known word help whoever mistyped. */
export type UnknownWord = { readonly field: string; readonly nearest: string | undefined }

export type ParsedRequest = { readonly known: true; readonly request: Request } | { readonly known: false; readonly unknown: UnknownWord }

/** An activity is any word here: whether the edition has it is for the decision to say. */
export function parseRequest(asked: Asked): ParsedRequest {
  const who = whoOf(asked)
  if ('field' in who) return { known: false, unknown: who }
  const act = among(acts, 'act', asked.act)
  if (typeof act !== 'string') return { known: false, unknown: act }
  const [first, ...others] = asked.categories.map((word) => among(categories, 'category', word))
  if (first === undefined) return { known: false, unknown: { field: 'category', nearest: undefined } }
  const wrong = [first, ...others].find((category) => typeof category !== 'string')
  if (typeof first !== 'string' || typeof wrong === 'object')
    return { known: false, unknown: typeof wrong === 'object' ? wrong : { field: 'category', nearest: undefined } }
  const relationship = asked.relationship === undefined ? undefined : among(relationships, 'relationship', asked.relationship)
  if (typeof relationship === 'object') return { known: false, unknown: relationship }
  const present = new Set<Circumstance>()
  for (const word of asked.circumstances ?? []) {
    const read = circumstanceIn(word)
    if ('field' in read) return { known: false, unknown: read }
    for (const circumstance of read.present) present.add(circumstance)
  }
  return {
    known: true,
    request: {
      who,
      act,
      activity: asked.activity,
      categories: [first, ...others.filter((category) => typeof category === 'string')],
      ...(relationship === undefined ? {} : { relationship }),
      circumstances: present,
    },
  }
}

function whoOf(asked: Asked): Who | UnknownWord {
  if ((asked.role === undefined) === (asked.recipient === undefined))
    return { field: asked.role === undefined ? 'role' : 'recipient', nearest: undefined }
  if (asked.role !== undefined) {
    const role = among(roles, 'role', asked.role)
    return typeof role === 'string' ? { role } : role
  }
  const recipient = among(recipientKinds, 'recipient', asked.recipient ?? '')
  return typeof recipient === 'string' ? { recipient } : recipient
}

const absent: ReadonlySet<string> = new Set(['no', 'false', '0', 'none', 'absent', ''])

function circumstanceIn(word: string): { readonly present: readonly Circumstance[] } | UnknownWord {
  const at = word.indexOf('=')
  const name = at < 0 ? word : word.slice(0, at)
  const value =
    at < 0
      ? 'yes'
      : word
          .slice(at + 1)
          .trim()
          .toLowerCase()
  const known = among(circumstances, 'circumstance', name)
  if (typeof known !== 'string') return known
  if (known === 'consent' && (value === 'refused' || value === 'withdrawn')) return { present: ['consent-refused'] }
  return { present: absent.has(value) ? [] : [known] }
}

function among<T extends string>(known: readonly T[], field: string, word: string): T | UnknownWord {
  return known.find((each) => each === word) ?? { field, nearest: nearest(word, known) }
}
