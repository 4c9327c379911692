// What the roll call's page asks of the server in the background.
import { alarmTime, deviceKey, forgetList, keepList, listOf, today } from './kept.js'
import { everyUse, noteTold, standingUse } from './noted.js'

/** Milliseconds after which the server counts as not to be reached. */
const patience = 10_000

/** Undefined where nobody answered. */
const ask = (path, init = {}, wait = patience) =>
  fetch(`/desk/roll-call/${path}`, { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(wait), ...init }).catch(
    () => undefined,
  )

/**
 * Fetches the list of an office; one that has not changed is not sent again. Whoever may not have it any more keeps none. Answers what became of it.
 * Words that are no list came from something that answers for the server, such as a network that asks for a password.
 */
export async function refresh(office, wait = patience) {
  const { sealedTo } = await deviceKey()
  const known = await listOf(office)
  const headers = { 'sealed-to': sealedTo, ...(known ? { 'if-none-match': known.etag } : {}) }
  const answer = await ask(`lists/${office}`, { headers }, wait)
  if (answer?.type === 'opaqueredirect') return 'signed-out'
  if ([403, 404].includes(answer?.status)) {
    await forgetList(office)
    return 'refused'
  }
  if (answer?.status !== 304 && !answer?.ok) return 'away'
  const list = answer.ok ? await answer.json().catch(() => undefined) : known
  if (list === undefined) return 'away'
  if (list.day !== today()) return 'other-day'
  const etag = answer.ok ? answer.headers.get('etag') : known.etag
  await keepList({ ...list, etag, fetchedAt: Date.now(), inUseUntil: inUseUntil(list) })
  return 'kept'
}

function inUseUntil({ office, alarm }) {
  const use = standingUse(office)
  if (alarm !== '') return Date.now() + alarmTime
  return use === undefined ? 0 : Date.parse(use.at) + alarmTime
}

/** Tells the server of every use that it does not know of. Answers whether it was told of any. */
export async function tellUses() {
  let isAnyTold = false
  for (const { office, at, by } of everyUse().filter(({ isTold }) => !isTold)) {
    const asked = await ask('used')
    if (!asked?.ok) return isAnyTold
    const { token } = await asked.json()
    const body = new URLSearchParams({ _csrf: token, office, at, by })
    const answer = await ask('used', { method: 'POST', body })
    // Only the server's own word counts. It is given for a refusal too, which is on record as one.
    const { told } = (await answer?.json().catch(() => undefined)) ?? {}
    if (told !== true) continue
    noteTold({ office, at })
    isAnyTold = true
  }
  return isAnyTold
}
