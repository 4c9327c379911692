import { gatherPack } from '#duties/subject-access/gather.ts'
import { everyPart } from '#records/every-part.ts'
import { letGo } from '../tests/support/pack.ts'
import type { BenchResult } from './decisions.ts'
import type { Ground } from './ground.ts'
import { atMost, elapsed, interleaved } from './rounds.ts'

const protection = { id: 'bench', name: 'Bench', team: 'Bench', roles: ['data-protection-officer'] } as const

/** Everything stored about a person, as one statement by somebody who knows every table. */
const oneQuery = {
  name: 'hand-subject-access',
  text: `with mine as (select tenure_id from household_member where person_id = $1 and is_responsible),
      belongs as (select tenure_id from household_member where person_id = $1)
    select jsonb_build_object(
      'person', (select jsonb_agg(to_jsonb(x)) from person x where id = $1),
      'asset', (select jsonb_agg(to_jsonb(x)) from asset x where id in (select asset_id from tenure where id in (select tenure_id from mine))),
      'tenure', (select jsonb_agg(to_jsonb(x)) from tenure x where id in (select tenure_id from mine)),
      'household', (select jsonb_agg(to_jsonb(x)) from household_member x where tenure_id in (select tenure_id from belongs)),
      'contactDetail', (select jsonb_agg(to_jsonb(x)) from contact_detail x where person_id = $1),
      'rentAccount', (select jsonb_agg(to_jsonb(x)) from rent_account x where tenure_id in (select tenure_id from mine)),
      'rentEntry', (select jsonb_agg(to_jsonb(x)) from rent_entry x where tenure_id in (select tenure_id from mine)),
      'contactLog', (select jsonb_agg(to_jsonb(x)) from contact_log x where person_id = $1),
      'callRecording', (select jsonb_agg(to_jsonb(x)) from call_recording x where person_id = $1),
      'picture', (select jsonb_agg(to_jsonb(x)) from picture x where id in (select picture_id from pictured_person where person_id = $1)),
      'placement', (select jsonb_agg(to_jsonb(x)) from placement x where picture_id in (select picture_id from pictured_person where person_id = $1)),
      'picturedPerson', (select jsonb_agg(to_jsonb(x)) from pictured_person x where person_id = $1),
      'camera', (select jsonb_agg(to_jsonb(x)) from camera x where id in (select place_id from watched_home where person_id = $1)),
      'footage', (select jsonb_agg(jsonb_build_object('from', started_at, 'to', ended_at, 'camera', x.place_id)) from footage x
        join watched_home w on w.place_id = x.place_id and coalesce(x.clock_from <= w.lived_until, true) where w.person_id = $1),
      'consent', (select jsonb_agg(to_jsonb(x)) from consent x where person_id = $1),
      'objection', (select jsonb_agg(to_jsonb(x)) from objection x where person_id = $1),
      'hold', (select jsonb_agg(to_jsonb(x)) from hold x where person_id = $1)) as pack`,
}

/** Gathering a pack through the gate, with durable evidence of every part and words unsealed, compared with one hand-written query. */
export async function benchSubjectAccess(
  on: Ground,
  people: readonly string[],
  quick: boolean,
  contactsEach: number,
): Promise<BenchResult> {
  const [hand] = on.bare
  if (hand === undefined) throw new Error('there is no bare connection')
  const some = people.slice(0, 100)
  const asked = { now: on.parts.clock(), edition: on.parts.inForce().released.hash }
  const ours = async (person: string): Promise<void> => {
    const pack = await gatherPack(on.gate, protection, everyPart, { person, ...asked }, letGo)
    if (!pack.ok || Object.keys(pack.items).length < 4) throw new Error('the gate withheld what a benchmark gathers')
  }
  const block = (each: (person: string) => Promise<unknown>) => () =>
    elapsed(async () => {
      for (const person of some) await each(person)
    })
  const rounds = await interleaved(
    quick ? 7 : 15,
    block(ours),
    block((person) => hand.query(oneQuery, [person])),
  )
  const each = (time: number): string => `${(time / some.length).toFixed(2)} ms`
  const detail = `people with ${contactsEach} contacts; ${each(rounds.ours)} over the gate in ${everyPart.length} parts, ${each(rounds.other)} by hand without unsealing or evidence`
  return atMost('subject-access-gather', rounds.ratio, 1.3, detail)
}
