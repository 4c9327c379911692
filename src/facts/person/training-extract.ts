import { type Contributor, nothing } from '../contributor.ts'

/** What a training extract rests on: nobody in it can be recognised, or those in it consent now (TC7). */
export const trainingExtract: Contributor = {
  name: 'extract_rests_on',
  of: 'training-extract',
  sql: `(select case when e.claim = 'nobody-identifiable' then e.claim
        when e.claim = 'consent' and (select c.answer = 'given' and (c.ended_on is null or c.ended_on > a.today) from consent c where c.person_id = e.of_person
          and c.for_activity = a.activity and c.answered_at <= a.now order by c.answered_at desc limit 1) then 'consent' end
      from training_extract e where e.id = a.person)`,
  tells(found) {
    if (found === 'nobody-identifiable') return { circumstances: ['nobody-identifiable'] }
    return found === 'consent' ? { circumstances: ['consent'] } : nothing
  },
}
