import { type Answer, type Done, done, gone, type NotDone } from '#decisions/done-or-refused.ts'
import { insertEvidence } from '#evidence/append.ts'
import type { EvidenceEntry } from '#evidence/entry.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Arrived } from '#gate/find/known-ids.ts'
import type { Gate } from '#gate/gate.ts'
import type { Colleague } from '#gate/judge.ts'
import { trainingExtract } from '#records/training-extract/training-extract.ts'
import { roleName } from '#store/role-names.ts'

/** `null`: they have not answered yet. A colleague who changes their mind answers again. */
type VoiceAnswer = 'given' | 'refused' | null

/**
 * A colleague who is heard on an extract that rests on consent (TC7). `name`: by which they sign in. `askedAt`, `askedBy`: when the extract
 * was made, and by whom.
 */
export type Voice = {
  readonly extract: string
  readonly name: string
  readonly answer: VoiceAnswer
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
}

type Deps = Pick<GateDeps, 'database' | 'clock' | 'inForce'> & { readonly gate: Pick<Gate, 'may'> }
type Said = 'mine' | 'not-mine' | 'given' | 'refused'

/** At most this many are listed, newest first: extracts are few, and go with their calls. */
const mostListed = 100
const columns = 'extract_id, name, answer, asked_at, asked_by'
/** Those that ask a colleague: $1 is their id, $2 their name. */
const asksOf = '(colleague = $1 or colleague is null and lower(name) = lower($2))'

/** Who is heard on extracts that rest on consent, and what each of them answered. Colleagues answer for themselves and for nobody else. */
export function voices(deps: Deps) {
  const role = roleName(deps.database.schema, 'machinery')
  const listed = async (where: string, values: readonly unknown[]): Promise<readonly Voice[]> => {
    const text = `select ${columns} from extract_voice where ${where} order by asked_at desc, extract_id, name limit ${mostListed}`
    return (await deps.database.once<Row>(role, text, values)).map(asVoice)
  }

  /** Changes the colleague's own line, with its evidence. `gone`: the extract does not ask them. */
  function say(colleague: Colleague, extract: string, said: Said, set: string): Promise<Done | NotDone<'gone'>> {
    const text = `update extract_voice set ${set}, said_at = $4::timestamptz where ${asksOf} and extract_id::text = $3 returning name`
    return deps.database.transaction(role, async (session) => {
      const changed = await session.query(text, [colleague.id, colleague.name.trim(), extract, deps.clock().toString()])
      if (changed.length === 0) return gone
      await insertEvidence(session, [entryOf(deps, colleague, extract, said)])
      return done
    })
  }

  return {
    /** Asks each of the colleagues, by the name that they sign in with. */
    async ask(extract: string, names: readonly string[], by: Colleague): Promise<void> {
      const text = `insert into extract_voice (extract_id, name, asked_at, asked_by)
        select $1, unnest($2::text[]), $3, $4 on conflict do nothing`
      await deps.database.once(role, text, [extract, names, deps.clock().toString(), by.name])
    },

    heardOn: (extract: string) => listed('extract_id::text = $1', [extract]),
    /** What everybody answered, for whoever may make extracts. */
    async all(colleague: Colleague): Promise<Answer<{ readonly rows: readonly Voice[] }>> {
      const may = await deps.gate.may(colleague, { activity: trainingExtract.usual, act: 'collect', type: trainingExtract })
      return may.ok ? { ok: true, rows: await listed('true', []) } : may
    },
    asking: (colleague: Colleague) => listed(asksOf, [colleague.id, colleague.name.trim()]),

    /** How many wait for the colleague's answer. */
    async unanswered(colleague: Colleague): Promise<Arrived> {
      const waiting = await listed(`${asksOf} and answer is null`, [colleague.id, colleague.name.trim()])
      return { count: waiting.length, newest: waiting[0]?.askedAt ?? null }
    },

    /** They say that it is them, and may listen from then on. Nobody else of the name is asked any more. */
    isMe: (colleague: Colleague, extract: string) => say(colleague, extract, 'mine', 'colleague = $1'),

    /** `not-mine`: somebody else of the name is meant, who is asked instead. */
    answer: (colleague: Colleague, extract: string, said: 'not-mine' | 'given' | 'refused') =>
      say(colleague, extract, said, said === 'not-mine' ? 'colleague = null, answer = null' : `colleague = $1, answer = '${said}'`),
  }
}

function entryOf({ inForce }: Pick<Deps, 'inForce'>, colleague: Colleague, extract: string, said: Said): EvidenceEntry {
  const { edition, hash } = inForce().released
  const { usual: activity, category, name } = trainingExtract
  return {
    kind: 'change',
    actor: `colleague:${colleague.id}`,
    role: colleague.roles[0] ?? null,
    activity,
    act: 'collect',
    subject: extract,
    recordType: name,
    categories: [category],
    outcome: 'permitted',
    reasons: [],
    basis: edition.activities.find(({ id }) => id === activity)?.basis ?? null,
    clauses: ['TC7'],
    edition: hash,
    opening: null,
    detail: { voice: said },
  }
}

type Row = {
  readonly extract_id: string
  readonly name: string
  readonly answer: VoiceAnswer
  readonly asked_at: string
  readonly asked_by: string
}

function asVoice({ extract_id: extract, name, answer, asked_at, asked_by: askedBy }: Row): Voice {
  return { extract, name, answer, askedAt: Temporal.Instant.from(asked_at), askedBy }
}
