import { citesLaw } from '#law/cites-law.ts'
import type { Edition } from './edition.ts'

/** A retention period whose ground cites no law or regulation, so that what RT2 states is not met for it. */
export type UnmetGround = {
  readonly rule: string
  readonly categories: readonly string[]
  readonly period: string
  readonly ground: string
  readonly owner: string
}

/**
 * The periods that the landlord still has to find a law for, or to state as its own choice. A period that the notice itself fixes is the landlord's
 * choice already, and is listed too: it rests on no law.
 */
export function unmetGrounds(edition: Pick<Edition, 'retention'>): readonly UnmetGround[] {
  return edition.retention
    .filter(({ ground }) => !citesLaw(ground))
    .map(({ id, categories, words, ground, owner }) => ({ rule: id, categories, period: words, ground, owner }))
}
