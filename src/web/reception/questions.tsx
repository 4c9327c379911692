import { asksFor } from '#duties/visits/sees.ts'
import type { Edition } from '#notice/edition.ts'
import { visit } from '#records/visit/visit.ts'
import { ask, type Form, form, ticked } from '../form/index.ts'
import type { Door } from '../pages/index.ts'
import type { ReceptionDeps } from './deps.ts'
import { type AtKiosk, onlyWhere } from './kiosk-door.tsx'
import type { NoticeWords } from './notice-words.ts'
import { type Answered, visitorAt } from './under-way.ts'

const { fields } = visit

/** In their order. */
export const stepIds = ['name', 'host', 'registration', 'help'] as const
export type StepId = (typeof stepIds)[number]

/** A question with a screen of its own: its title, which heads it, and what its answer is called where all are checked. */
type Step = { readonly title: string; readonly key: string; readonly form: Form<Answered> }

const titles: Readonly<Record<StepId, string>> = {
  name: 'What is your name?',
  host: 'Who are you visiting?',
  registration: 'What is your car registration?',
  help: 'Would you need help to get out in an emergency?',
}

/** Beside each box stands what the notice says of it. How long an answer may be, the record says. */
export function stepsOf({ why, choice, helpKept }: NoticeWords): Readonly<Record<StepId, Step>> {
  const asked = (id: StepId) => ({ label: titles[id], isPageHeading: true, least: 1 })
  const name = ask(fields.name, { ...asked('name'), hint: why, missing: 'Enter your name' })
  const host = ask(fields.host, { ...asked('host'), hint: 'A person or a team.', missing: 'Enter who you are visiting' })
  const registration = ask(fields.registration, { ...asked('registration'), hint: choice })
  const kept = helpKept === null ? '' : ` How long we keep your answer: ${helpKept}.`
  const needsHelp = ticked({ label: <h1>{titles.help}</h1>, hint: `You do not have to say.${kept}`, text: 'Yes, I would need help' })
  return {
    name: { title: titles.name, key: 'Your name', form: form({ name }) },
    host: { title: titles.host, key: 'Visiting', form: form({ host }) },
    registration: { title: titles.registration, key: 'Car registration', form: form({ registration }) },
    help: { title: titles.help, key: 'Help in an emergency', form: form({ needsHelp }) },
  }
}

/** The questions that the notice in force lets anybody ask. */
export function askedBy(edition: Edition): readonly StepId[] {
  const { help, registration } = asksFor(edition)
  return stepIds.filter((id) => (id === 'help' ? help : id === 'registration' ? registration : true))
}

/** The answer to a question, in words; undefined until it is given. */
export const said: Readonly<Record<StepId, (answers: Answered) => string | undefined>> = {
  name: ({ name }) => name,
  host: ({ host }) => host,
  registration: ({ registration }) => (registration === undefined ? undefined : (registration ?? 'None')),
  help: ({ needsHelp }) => (needsHelp === undefined ? undefined : needsHelp ? 'Yes' : 'No, or not said'),
}

/** The first of them that is not answered yet. */
export function firstOpen(answers: Answered, ids: readonly StepId[]): StepId | undefined {
  return ids.find((id) => said[id](answers) === undefined)
}

/** A page that comes after those questions that are asked before the one named; or after all of them. */
export function after(deps: ReceptionDeps, door: Door<AtKiosk>, step?: StepId): Door<AtKiosk> {
  return onlyWhere(door, (request) => {
    const ids = askedBy(deps.editions.current().edition)
    const place = step === undefined ? ids.length : ids.indexOf(step)
    return place >= 0 && firstOpen(visitorAt(deps, request).answers, ids.slice(0, place)) === undefined
  })
}
