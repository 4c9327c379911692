import { forgetOtherDays } from './kept.js'

// Keeps the page of the roll call that has no names, with its script and style, for when the server cannot be reached. Keeps nothing else.
// `kept`: the addresses of these files, the page first; `release`: what their names are, so that a change makes a new cache. The server puts both in.
const ours = 'roll-call-'
const cacheName = ours + release
/** Milliseconds after which the server counts as not to be reached: in an alarm the list is there within two seconds. */
const patience = 1_200

self.addEventListener('install', (event) => {
  const files = kept.map((path) => new Request(path, { cache: 'reload', credentials: 'omit' }))
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOthers(), forgetDay(), self.clients.claim()]))
})

self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url)
  if (event.request.mode === 'navigate') {
    event.waitUntil(forgetDay())
    if (event.request.method === 'GET' && pathname === self.registration.scope.slice(self.location.origin.length))
      event.respondWith(page(event.request))
  } else if (kept.includes(pathname)) event.respondWith(file(event.request))
})

/** The server decides while it can be reached; a proxy that answers for it is not the server. */
async function page(request) {
  const late = new Promise((resolve) => setTimeout(resolve, patience))
  const answer = await Promise.race([fetch(request).catch(() => undefined), late])
  return answer !== undefined && answer.status < 500 ? answer : caches.match(kept[0])
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request)
}

async function forgetOthers() {
  const names = await caches.keys()
  return Promise.all(names.filter((name) => name.startsWith(ours) && name !== cacheName).map((name) => caches.delete(name)))
}

/** A list of an earlier day goes also where the page's script does not come to it. A page that is at work now does this itself. */
function forgetDay() {
  return navigator.locks.request('roll-call', { ifAvailable: true }, (lock) => lock && forgetOtherDays()).catch(() => undefined)
}
