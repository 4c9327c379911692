// What this device keeps for the roll call until the day ends, in the browser's database: a key of its own and the lists that were sealed to it. The
// page uses it, and so does the worker that answers without a network.
// INVARIANT: no name is stored here unless it is sealed.
const database = 'roll-call'
const kind = { name: 'RSA-OAEP', modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
/** Milliseconds that an alarm lasts at most. */
export const alarmTime = 4 * 60 * 60 * 1000

/** The date in London. Swedes write dates as computers do. */
export const dayOf = (at) => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Europe/London' })
/** By this device's clock. */
export const today = () => dayOf(Date.now())
/** “14:02” in London. */
export const clockTime = (at) => new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })

/** The key of this device for today. It never leaves the browser, and nothing here can read it. */
export async function deviceKey() {
  const known = await read('device')
  if (known) return known
  const { privateKey, publicKey } = await crypto.subtle.generateKey(kind, false, ['decrypt'])
  const device = { day: today(), key: privateKey, sealedTo: (await crypto.subtle.exportKey('jwk', publicKey)).n }
  await write('device', device)
  return device
}

export const listOf = (office) => read(`list ${office}`)
export const keepList = (list) => write(`list ${list.office}`, list)
export const forgetList = (office) => work('readwrite', (store) => store.delete(`list ${office}`))
export const everyList = () => work('readonly', (store) => store.getAll(IDBKeyRange.bound('list ', 'list ~')))

/** A list that is in use outlasts midnight: a fire does not end there. The device's clock may have been set back since. */
const isInUse = ({ inUseUntil = 0 }) => inUseUntil > Date.now() && inUseUntil <= Date.now() + alarmTime

/**
 * Deletes the lists of any day but today, so that a clock that was set back keeps nothing either, and the key with them. A list in use waits, and so
 * does the key. Tells whether anything was deleted.
 */
export async function forgetOtherDays() {
  const device = await read('device')
  if (!device || device.day === today()) return false
  const lists = await everyList()
  if (!lists.some(isInUse)) {
    await forgetEverything()
    return true
  }
  const past = lists.filter((list) => list.day !== today() && !isInUse(list))
  for (const { office } of past) await forgetList(office)
  return past.length > 0
}

function forgetEverything() {
  return new Promise((done, failed) => {
    const deleting = indexedDB.deleteDatabase(database)
    deleting.onsuccess = done
    deleting.onerror = () => failed(deleting.error)
  })
}

/** The names that were sealed to this device, as the server drew them. */
export async function unseal({ key, iv, data }) {
  const device = await deviceKey()
  const raw = await crypto.subtle.decrypt(kind, device.key, toBytes(key))
  const opener = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
  return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: toBytes(iv) }, opener, toBytes(data)))
}

const read = (name) => work('readonly', (store) => store.get(name))
const write = (name, value) => work('readwrite', (store) => store.put(value, name))

/** One piece of work in the database, which is closed again, so that it can be deleted at any time. */
async function work(mode, ask) {
  const opening = indexedDB.open(database, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('kept')
  await settled(opening, 'onsuccess')
  try {
    const transaction = opening.result.transaction('kept', mode)
    const asked = ask(transaction.objectStore('kept'))
    await settled(transaction, 'oncomplete')
    return asked.result
  } finally {
    opening.result.close()
  }
}

function settled(request, event) {
  return new Promise((done, failed) => {
    request[event] = done
    request.onerror = () => failed(request.error)
    request.onabort = () => failed(request.error)
  })
}

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))
