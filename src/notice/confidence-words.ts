import type { RetentionRule } from './edition.ts'

/** How sure a period is, for whoever confirms it. The public reads only that it is proposed. */
export const confidenceWords: Readonly<Record<RetentionRule['confidence'], string>> = {
  A: 'Read in the law itself, or said by the notice',
  B: 'Two or more published sources agree',
  C: 'One published source, or sources that differ',
  D: 'No published source says how long',
}
