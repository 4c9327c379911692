import { z } from 'zod'
import type { Frame } from '../components/page.tsx'
import type { Editions } from '../deps.ts'
import { parseQuery } from '../forms.ts'

/** A door for colleagues, who sign in to it. */
export type ColleaguesDoor = {
  /** Its first page, such as `/desk`. All of its pages stand below it. */
  readonly at: string
  /** What its pages call it, such as “desk”. */
  readonly name: string
  readonly editions: Editions
  readonly frame: () => Frame
}

/** The addresses of a door's sign-in. `signedIn`: where the provider sends people back to. */
export function waysInto(at: string) {
  return { signIn: `${at}/sign-in`, signedIn: `${at}/signed-in`, signOut: `${at}/sign-out`, signedOut: `${at}/signed-out` } as const
}

/** INVARIANT: a page of the door and nothing else, in plain characters, so that a link to sign-in can send nobody to another site. */
export function returnPath(at: string) {
  const ways: readonly string[] = Object.values(waysInto(at))
  return z
    .string()
    .max(300)
    .regex(new RegExp(`^${at}(/[A-Za-z0-9_-]+)*$`))
    .refine((path) => !ways.includes(path))
}

/** Where to go after signing in; an address that asks for anything but a page of the door is status 400, as no page of ours links to it. */
export function returnOf({ at }: ColleaguesDoor, query: unknown): string {
  return parseQuery(z.strictObject({ to: returnPath(at).default(at) }), query).to
}
