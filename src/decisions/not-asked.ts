import type { Needed, Requirement } from './requirement.ts'

/*
 * What paragraphs of Schedule 1 to the Data Protection Act 2018 ask where somebody is not asked for their consent. Where nothing else carries the use, they
 * ask it of collecting and looking too; of sharing always, since data that has left does not come back. In an emergency the first to know acts, and
 * writes it down afterwards.
 */
const paragraph = (number: string) => `Data Protection Act 2018, Schedule 1, paragraph${number.length > 2 ? 's' : ''} ${number}`

const anyone: Needed = { anyOf: ['person-at-risk', 'under-18', 'emergency-declared'] }
const adult: Needed = { anyOf: ['person-at-risk', 'emergency-declared'] }
const [protecting, money] = [
  { clause: 'SC7', source: paragraph('18') },
  { clause: 'SC7', source: paragraph('19') },
] as const

/** Two protect people at risk, and ask for the person's own situation: 18 takes everybody under 18 in, 19 does not. */
export const atRisk: readonly Requirement[] = [
  { id: 'at-risk-19', applies: { loneCondition: 'sch-1-para-19' }, needs: adult, ...money },
  { id: 'at-risk', applies: { restsOn: ['sch-1-para-18', 'sch-1-para-19'] }, needs: anyone, ...protecting },
  { id: 'at-risk-18-shared', applies: { acts: ['share'], condition: 'sch-1-para-18' }, needs: anyone, ...protecting },
  { id: 'at-risk-19-shared', applies: { acts: ['share'], condition: 'sch-1-para-19' }, needs: adult, ...money },
]

const why: Needed = { anyOf: ['reason-without-consent', 'incapable-of-consent', 'emergency-declared'] }

/** Advice and support (17) and those two ask for a recorded reason why the person was not asked. */
export const notAsked: readonly Requirement[] = [
  {
    ...{ id: 'not-asked', applies: { restsOn: ['sch-1-para-17', 'sch-1-para-18', 'sch-1-para-19'] }, needs: why },
    ...{ clause: 'SC8', source: paragraph('17, 18 and 19') },
  },
  ...(['17', '18', '19'] as const).map(
    (number): Requirement => ({
      ...{ id: `not-asked-${number}-shared`, applies: { acts: ['share'], condition: `sch-1-para-${number}` }, needs: why },
      ...{ clause: 'SC8', source: paragraph(number) },
    }),
  ),
]

const prejudice = { needs: { anyOf: ['reason-without-consent'] }, clause: 'CC1', source: `${paragraph('10')}(1)(b)` } as const

/** To prevent or detect unlawful acts (10): asking would defeat it. */
export const askingWouldPrejudice: readonly Requirement[] = [
  { id: 'asking-would-prejudice', applies: { restsOn: ['sch-1-para-10'] }, ...prejudice },
  { id: 'asking-would-prejudice-shared', applies: { acts: ['share'], condition: 'sch-1-para-10' }, ...prejudice },
]
