// Whether this browser would show the roll call without a network.
const scope = '/desk/roll-call'

/** Has the browser keep the page; then `then`. A browser that cannot do so says nothing here: `isPageKept` tells. */
export function keepPage(then) {
  navigator.serviceWorker
    ?.register(`${scope}/worker.js`, { scope })
    .then(() => navigator.serviceWorker.ready)
    .then(then)
    .catch(() => undefined)
}

/** The worker that answers is there, and it has the page to answer with. */
export async function isPageKept() {
  const worker = await navigator.serviceWorker?.getRegistration(scope)
  return Boolean(worker?.active) && (await caches.match(`${scope}/offline`)) !== undefined
}
