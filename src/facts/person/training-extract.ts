import { type Contributor, nothing } from '../contributor.ts'

/**
 * What a training extract rests on: nobody in it can be recognised, or everybody in it consents now, the caller and each colleague who is
 * heard (TC7). Where it is not known who is heard, it rests on nothing.
 */
export const trainingExtract: Contributor = {
  name: 'extract_rests_on',
  of: 'training-extract',
  sql: `(select case when e.claim = 'nobody-identifiable' then e.claim
        when e.claim = 'consent' and (select c.answer = 'given' and (c.ended_on is null or c.ended_on > a.today) from consent c where c.person_id = e.of_person
          and c.for_activity = a.activity and c.answered_at <= a.now order by c.answered_at desc limit 1)
          and (select bool_and(v.answer is not distinct from 'given') from extract_voice v where v.extract_id = e.id) then 'consent' end
      from training_extract e where e.id = a.person)`,
  tells(found) {
    if (found === 'nobody-identifiable') return { circumstances: ['nobody-identifiable'] }
    return found === 'consent' ? { circumstances: ['consent'] } : nothing
  },
}

/** Whether the colleague who asks has said that they are heard on the extract: they are asked for their agreement, and may listen first. */
export const ownVoice: Contributor = {
  name: 'extract_own_voice',
  of: 'training-extract',
  sql: 'exists (select from extract_voice v where v.extract_id = a.person and v.colleague = a.colleague)',
  tells: (found) => (found === true ? { circumstances: ['own-voice'] } : nothing),
}
