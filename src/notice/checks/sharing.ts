import type { EditionActivity, Sharing } from '../edition.ts'
import type { Path, Spotted } from '../finding.ts'
import { type Activity, activities, type Category } from '../vocabulary.ts'
import { type Checked, listed, located, type Rule, spotted } from './rule.ts'

/** What is asked before something is shared can be asked, and the law has it asked where somebody may be at risk. */
export const sharingRules: readonly Rule[] = [
  {
    id: 'emergency-that-waits',
    looksFor: 'a view of the data protection officer that an emergency would wait for',
    find: emergencyThatWaits,
  },
  {
    id: 'officer-not-waited-for',
    looksFor: 'a view of the data protection officer that nothing waits for',
    find: officerNotWaitedFor,
  },
  { id: 'wishes-unasked', looksFor: 'safeguarding that does not ask an adult what they want', find: wishesUnasked },
  { id: 'wishes-for-nothing', looksFor: 'a person asked what they want where nothing is shared', find: wishesForNothing },
]

type Entry = { readonly at: Path; readonly activity: EditionActivity; readonly sharing: Sharing }

function entriesOf({ edition }: Checked): readonly Entry[] {
  return located(['activities'], edition.activities).flatMap(({ at, value: activity }) =>
    located([...at, 'sharing'], activity.sharing).map((entry) => ({ at: entry.at, activity, sharing: entry.value })),
  )
}

function emergencyThatWaits(checked: Checked): readonly Spotted[] {
  return entriesOf(checked)
    .filter(({ activity, sharing: { asksOfficer, basis, with: recipients } }) => {
      const isUrgent = activity.id === 'emergency' || basis === 'vital-interests' || recipients.includes('emergency-services')
      return asksOfficer === true && isUrgent
    })
    .map(({ at }) =>
      spotted(
        at,
        '`asksOfficer` would have an emergency wait for the data protection officer',
        'take it out: of an emergency the data protection officer is told at once, and looks at it afterwards',
      ),
    )
}

/** What a colleague prepares at the desk waits. These kinds go in another way: a clip is cut and handed over. */
const notPrepared: readonly Category[] = ['cctv-footage']

function officerNotWaitedFor(checked: Checked): readonly Spotted[] {
  return entriesOf(checked)
    .filter(({ sharing }) => sharing.asksOfficer === true)
    .flatMap(({ at, activity, sharing }) =>
      goingWithout(activity, sharing).map((what) =>
        spotted(
          [...at, 'asksOfficer'],
          `\`asksOfficer\` makes nothing wait in the sharing of \`${activity.id}\` with ${listed(sharing.with)}: ${what}`,
          'take it out, or move what does not wait to an entry of its own without it',
        ),
      ),
    )
}

/** What of an entry goes without a colleague who prepares it, in words. */
function goingWithout({ id }: EditionActivity, { categories, through, with: recipients }: Sharing): readonly string[] {
  const without = notPrepared.filter((category) => categories.includes(category))
  return [
    ...(hasScreens(id) ? [] : ['the software has no screens for an activity of your own, so nothing is prepared there']),
    ...(without.length === 0 ? [] : [`${listed(without)} is not prepared as other information is`]),
    ...(through.length === 0 ? [] : [`what goes through ${listed(through)} goes by itself`]),
    ...(recipients.includes('the-person') ? ['what somebody is given of their own waits for nobody'] : []),
  ]
}

function hasScreens(id: string): boolean {
  return activities.some((each) => each === id)
}

/** For these the law has an adult at risk heard (Care Act 2014 s.1(3)(b); Data Protection Act 2018, Schedule 1, paragraph 18). */
const heard: readonly Activity[] = ['safeguarding']

function wishesUnasked({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities)
    .filter(({ value: { id, asksWishes } }) => asksWishes === undefined && heard.some((each) => each === id))
    .map(({ at, value: { id } }) =>
      spotted(
        at,
        `\`${id}\` does not ask an adult what they want before something about them is shared`,
        'write `asksWishes:` with the law that has it so, such as Care Act 2014 s.1(3)(b)',
      ),
    )
}

function wishesForNothing({ edition }: Checked): readonly Spotted[] {
  return located(['activities'], edition.activities)
    .filter(({ value: { id, asksWishes, sharing, otherSharing } }) => {
      const isShared = hasScreens(id) && (sharing.length > 0 || otherSharing === 'ask-consent')
      return asksWishes !== undefined && !isShared
    })
    .map(({ at, value: { id } }) =>
      spotted(
        [...at, 'asksWishes'],
        `\`${id}\` asks somebody what they want before something is shared, and nothing is prepared to be shared there`,
        'take it out',
      ),
    )
}
