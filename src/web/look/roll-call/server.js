// What the roll call's page asks of the server in the background.
import { deviceKey, keepList, listOf, noteOpened, opened, today } from './kept.js'

/** Milliseconds after which the server counts as not to be reached. */
const patience = 10_000

/** Undefined where nobody answered. */
const ask = (path, init = {}) =>
  fetch(`/desk/roll-call/${path}`, { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(patience), ...init }).catch(
    () => undefined,
  )

/** Fetches the list of an office; one that has not changed is not sent again. Answers what became of it. */
export async function refresh(office) {
  const { sealedTo } = await deviceKey()
  const known = await listOf(office)
  const headers = { 'sealed-to': sealedTo, ...(known ? { 'if-none-match': known.etag } : {}) }
  const answer = await ask(`lists/${office}`, { headers })
  if (answer?.type === 'opaqueredirect') return 'signed-out'
  if (answer?.status === 403) return 'refused'
  if (answer?.status !== 304 && !answer?.ok) return 'away'
  const list = answer.ok ? { ...(await answer.json()), etag: answer.headers.get('etag') } : known
  if (list.day !== today()) return 'other-day'
  await keepList({ ...list, fetchedAt: Date.now() })
  return 'kept'
}

/** Tells the server of every opening that it does not know of. Answers whether it was told of any. */
export async function tellOpenings() {
  let isAnyTold = false
  for (const [office, opening] of Object.entries(opened())) {
    if (opening.isTold) continue
    const asked = await ask('opened')
    if (!asked?.ok) return isAnyTold
    const { token } = await asked.json()
    const body = new URLSearchParams({ _csrf: token, office, at: opening.at, by: opening.by })
    const answer = await ask('opened', { method: 'POST', body })
    // What was refused is on record as refused.
    if (!answer?.ok && ![400, 403, 404].includes(answer?.status)) continue
    noteOpened(office, { ...opening, isTold: true })
    isAnyTold = true
  }
  return isAnyTold
}
