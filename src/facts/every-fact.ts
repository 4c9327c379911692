import type { Contributor } from './contributor.ts'
import { age } from './person/age.ts'
import { consent } from './person/consent.ts'
import { identity } from './person/identity.ts'
import { objection } from './person/objection.ts'
import { office } from './person/office.ts'
import { picture } from './person/picture.ts'
import { tenancy } from './person/tenancy.ts'
import { ownVoice, trainingExtract } from './person/training-extract.ts'
import { visit } from './person/visit.ts'

/** All facts about a person that a decision gets. */
export const everyFact: readonly Contributor[] = [
  tenancy,
  age,
  consent,
  objection,
  trainingExtract,
  ownVoice,
  picture,
  office,
  visit,
  identity,
]
