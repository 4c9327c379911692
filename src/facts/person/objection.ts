import { type Contributor, textsIn } from '../contributor.ts'

const stops = ['objection', 'restriction'] as const

/**
 * What the person's objections stop in the activity. An objection to marketing takes effect without a decision (UK GDPR Article 21(3)); any other
 * restricts the processing it is against while it waits (Article 18(1)(d)).
 */
export const objection: Contributor = {
  name: 'stopped',
  sql: `array(select distinct case when o.decision = 'upheld' or a.activity = 'marketing' then o.kind else 'restriction' end from objection o
      where o.person_id = a.person and (o.against_activity is null or o.against_activity = a.activity)
        and (o.ended_on is null or o.ended_on > a.today)
        and (o.decision = 'upheld' or o.kind = 'objection' and (o.decision = 'waiting' or a.activity = 'marketing')))`,
  tells(found) {
    const stopped = textsIn(found)
    return { circumstances: stops.filter((each) => stopped.includes(each)) }
  },
}
