import type { Edition } from '#notice/edition.ts'
import { callsOfNobody } from './calls-of-nobody.ts'
import { contactsAndCalls } from './contacts.ts'
import { filmed } from './filmed.ts'
import type { Fits } from './fitting.ts'
import { home } from './home.ts'
import { type Invented, newHousehold } from './invented.ts'
import { sentIn } from './messages.ts'
import { money } from './money.ts'
import { organisations } from './organisations.ts'
import { pictured } from './pictures.ts'
import type { Random } from './random.ts'
import { requested } from './requests.ts'
import { visitors } from './visitors.ts'

type Wanted = { readonly seed: number; readonly number: number; readonly today: Temporal.PlainDate; readonly isShared: boolean }

/** One tenant's home, tenure, household, rent, contacts and calls, with items on either side of every period's end in the edition. */
export function inventHousehold(edition: Edition, fits: Fits, random: Random, wanted: Wanted): readonly Invented[] {
  const household = newHousehold(edition, fits, wanted)
  home(household, random)
  money(household, random)
  if (household.left === null) contactsAndCalls(household, random)
  sentIn(household)
  requested(household)
  organisations(household)
  pictured(household)
  filmed(household)
  callsOfNobody(household)
  visitors(household)
  return household.made
}
