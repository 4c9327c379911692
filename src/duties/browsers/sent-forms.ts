import { randomUUID } from 'node:crypto'
import type { Database } from '#store/database.ts'
import { besideForm, type FormUnderWay, forForm } from '#store/form-under-way.ts'
import { roleName } from '#store/role-names.ts'
import { clockBelievedSql } from '../retention/wait.ts'

/** Hours that a form may lie open before it is sent: as long as its session. */
export const tokenHours = 12

/** `taken`: something was done for it before. `under-way`: another try at it has not ended, here or in another process. */
export type Begun = { readonly begun: true; readonly form: FormUnderWay } | { readonly begun: false; readonly why: 'taken' | 'under-way' }

/** `taken`: answered as done. `shown`: answered with a page, or not at all: it counts if anything was written for it. `refused`: nothing was done. */
export type Outcome = 'taken' | 'shown' | 'refused'

/** Which forms were taken; the database's table in earnest, since a form may come to any web process. */
export interface SentForms {
  /** `form`: the hash of its token. Of several tries at once, one begins. */
  begin(form: string): Promise<Begun>
  /** Does what the form asks for: where the forms stand in the same database, what `work` writes there commits with the word that it was taken. */
  run(form: FormUnderWay, work: () => void): void
  /** While it is under way, from time to time: what is not heard of any more may be tried again. */
  keep(form: FormUnderWay): Promise<void>
  settle(form: FormUnderWay, outcome: Outcome): Promise<void>
}

/** Seconds that a try stands without a word: a process that was killed says none. */
const standsFor = 60
/** Milliseconds between two looks for rows whose token has run out. */
const clearsEvery = 10 * 60_000

const begin = {
  name: 'form-begin',
  text: `insert into sent_form (id_hash, sending, held_until, expires_at)
    values ($1, $2, now() + make_interval(secs => $3), now() + make_interval(hours => $4))
    on conflict (id_hash) do update set sending = excluded.sending, held_until = excluded.held_until
      where not sent_form.acted and sent_form.held_until < now()
    returning sending`,
}
const keep = {
  name: 'form-keep',
  text: 'update sent_form set held_until = now() + make_interval(secs => $3) where id_hash = $1 and sending = $2',
}
const settled: Readonly<Record<Outcome, { readonly name: string; readonly text: string }>> = {
  taken: { name: 'form-taken', text: 'update sent_form set acted = true where id_hash = $1 and sending = $2' },
  shown: { name: 'form-shown', text: 'delete from sent_form where id_hash = $1 and sending = $2 and not acted' },
  refused: { name: 'form-refused', text: 'delete from sent_form where id_hash = $1 and sending = $2' },
}

/** Sent forms in the database. Its own clock counts: web processes need not agree on the time. `stands` (seconds) is a test's. */
export function databaseSentForms(database: Database, stands = standsFor): SentForms {
  const role = roleName(database.schema, 'machinery')
  let cleared = Number.NEGATIVE_INFINITY

  /** A row outlives its token by an hour: until then it is what refuses the token a second time. No row is over by a clock that is not believed. */
  async function clear(): Promise<void> {
    const now = performance.now()
    if (now - cleared < clearsEvery) return
    cleared = now
    await database.once(role, `delete from sent_form where expires_at < now() and ${clockBelievedSql}`)
  }

  async function begun(form: string): Promise<Begun> {
    await clear()
    const sending = randomUUID()
    const [row] = await database.once(role, begin, [form, sending, stands, tokenHours + 1])
    if (row !== undefined) return { begun: true, form: { form, sending } }
    const [other] = await database.once<{ acted: boolean }>(role, 'select acted from sent_form where id_hash = $1', [form])
    return { begun: false, why: other?.acted === true ? 'taken' : 'under-way' }
  }

  return {
    begin: (form) => besideForm(() => begun(form)),
    run: forForm,
    async keep({ form, sending }) {
      await besideForm(() => database.once(role, keep, [form, sending, stands]))
    },
    async settle({ form, sending }, outcome) {
      await besideForm(() => database.once(role, settled[outcome], [form, sending]))
    },
  }
}
