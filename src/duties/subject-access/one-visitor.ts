import { isFullName, squeezed, type Visitor } from './visitor.ts'

/** A visit that fits what a visitor says. `leftAt`: null where nobody signed out. */
export type FittingVisit = {
  readonly id: string
  readonly name: string
  readonly registration: string | null
  readonly arrivedAt: Temporal.Instant
  readonly leftAt: Temporal.Instant | null
}

/**
 * Those of the visits that are one visitor's; null where they may be several people's. Nobody is given somebody else's visit, so all have one
 * full name and one car, and none began before another was over. Who says both the day and the car is known by them: of names that are only
 * alike, theirs is the one that they gave, and one who forgot to sign out may have signed in again.
 */
export function ofOneVisitor({ name, day, registration }: Visitor, visits: readonly FittingVisit[]): readonly FittingVisit[] | null {
  if (day !== null && registration !== null) {
    if (areOfOneName(visits)) return visits
    const exactly = visits.filter((visit) => isFullName(visit.name, name))
    return exactly.length > 0 ? exactly : null
  }
  return areOfOneName(visits) && areOfOneCar(visits) && !doOverlap(visits) ? visits : null
}

function areOfOneName([first, ...others]: readonly FittingVisit[]): boolean {
  return first === undefined || others.every(({ name }) => isFullName(name, first.name))
}

function areOfOneCar(visits: readonly FittingVisit[]): boolean {
  return new Set(visits.map(({ registration }) => squeezed(registration ?? ''))).size <= 1
}

function doOverlap(visits: readonly FittingVisit[]): boolean {
  const inOrder = visits.toSorted((one, other) => Temporal.Instant.compare(one.arrivedAt, other.arrivedAt))
  return inOrder.some(({ leftAt }, index) => {
    const next = inOrder[index + 1]
    return next !== undefined && (leftAt === null || Temporal.Instant.compare(next.arrivedAt, leftAt) < 0)
  })
}
