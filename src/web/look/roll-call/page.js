// The roll call's page, with and without a network. It keeps today's list on this device, sealed; opens it where there is no network; remembers
// what was ticked; and tells the server of openings once it can be reached. Without script the page is there, and can be printed.
import {
  choose,
  clockTime,
  dayOf,
  everyList,
  forgetList,
  forgetOtherDays,
  isChosen,
  listOf,
  noteOpened,
  noteTicked,
  opened,
  today,
} from './kept.js'
import { draw, putTicks, tick } from './names.js'
import { refresh, tellOpenings } from './server.js'

const page = document.querySelector('[data-roll-call]')
/** This is the page that the device kept, shown because the server could not be reached. */
const isOffline = page.dataset.rollCall === 'offline'
const hour = 60 * 60 * 1000
const parts = () => [...page.querySelectorAll('[data-office]')]

/** Leaves alone what already says so, since screen readers read out each change. */
function say(part, name, words) {
  const place = part.querySelector(`[data-${name}]`)
  place.hidden = words === ''
  if (place.textContent !== words) place.textContent = words
}

const lacks = {
  away: 'The server cannot be reached.',
  'signed-out': 'You are signed out. Sign in to fetch the list.',
  refused: 'You may not fetch the list.',
  'other-day': 'The date on this device is wrong. Put it right, then load this page again.',
}

async function sayState(part, came) {
  const list = await listOf(part.dataset.office)
  const fetched = list && clockTime(list.fetchedAt)
  const ready = list ? `Ready to work offline: fetched ${fetched}.` : 'Not ready to work offline.'
  part.querySelector('[data-device]').classList.toggle('app-device--ready', list !== undefined)
  const lack = isOffline && came === 'away' ? '' : lacks[came]
  say(part, 'device', `${isOffline ? `List as at ${fetched}.` : ready} ${lack ?? ''}`.trim())
  const asAt = part.querySelector('[data-as-at]')
  if (asAt && came === 'kept') asAt.textContent = fetched
}

/** Whether the device keeps the list of an office: of the only one always, of several where that was asked for, or where an alarm shows it. */
function isKept({ office, alarm }) {
  return isOffline || parts().length === 1 || isChosen(office) || alarm !== ''
}

/** Opens the list without a network. The time is noted first, so that no opening goes without a record. */
async function open(part) {
  const { by } = await listOf(part.dataset.office)
  noteOpened(part.dataset.office, { at: new Date().toISOString(), by, isTold: false })
  await showOpened(part)
  part.querySelector('[data-opening]').focus()
}

/** An opening without a network lasts as long as an alarm does, and no longer than its day. */
function openingOf({ office }) {
  const opening = opened()[office]
  const isOver = opening === undefined || dayOf(opening.at) !== today() || Date.now() - Date.parse(opening.at) > 4 * hour
  return isOver ? undefined : opening
}

async function showOpened(part) {
  const opening = openingOf(part.dataset)
  if (opening === undefined) return
  const told = opening.isTold ? 'This is on record.' : 'This goes on record once the device is online.'
  say(part, 'opening', `Opened on this device at ${clockTime(opening.at)}. ${told}`)
  part.querySelector('[data-closed]').hidden = true
  page.querySelector('[data-print]').hidden = false
  await draw(part).catch(() => say(part, 'device', 'The list on this device cannot be read. Use another device.'))
}

async function drawOffices() {
  const lists = await everyList()
  page.querySelector('[data-none]').hidden = lists.length > 0
  for (const list of lists) {
    const part = page.querySelector('template').content.firstElementChild.cloneNode(true)
    part.dataset.office = list.office
    part.querySelector('[data-name]').textContent = list.name
    part.querySelector('[data-open]').addEventListener('click', () => open(part))
    page.querySelector('[data-offices]').append(part)
    await sayState(part)
    await showOpened(part)
  }
}

/** The server's page says what is so: an opening that it knows of is over or has become its alarm, and ticks belong to an alarm. */
function startAtServer() {
  for (const part of parts()) {
    const { office, alarm } = part.dataset
    if (opened()[office]?.isTold) noteOpened(office, null)
    if (alarm === '' && opened()[office] === undefined) noteTicked(part.dataset, [])
    putTicks(part)
    part.querySelector('[data-choice]').hidden = parts().length === 1
    part.querySelector('[data-keep]').checked = isChosen(office)
  }
  page.querySelector('[data-print]').hidden = parts().every(({ dataset }) => dataset.alarm === '')
  navigator.serviceWorker?.register('/desk/roll-call/worker.js', { scope: '/desk/roll-call' }).catch(() => undefined)
}

/** At the page that the device kept. Where the server can be reached and knows of no alarm, the list is closed again. */
async function lookOffline(part, came, list) {
  page.querySelector('[data-away]').hidden = came !== 'away'
  page.querySelector('[data-online]').hidden = came === 'away'
  const { office } = part.dataset
  if (came !== 'kept' || list.alarm !== '' || !opened()[office]?.isTold) return showOpened(part)
  noteOpened(office, null)
  location.reload()
}

async function look(part) {
  const { office } = part.dataset
  if (!isKept(part.dataset)) {
    await forgetList(office)
    return say(part, 'device', '')
  }
  const came = await refresh(office)
  await sayState(part, came)
  const list = await listOf(office)
  if (isOffline) return lookOffline(part, came, list)
  if (came !== 'kept') return
  if (list.alarm !== part.dataset.alarm) location.reload()
  else if (list.alarm !== '') await draw(part)
}

/** What is done at the start, each minute, and whenever the page comes to the front; in one tab at a time. */
async function upkeep() {
  try {
    await navigator.locks.request('roll-call', async () => {
      const isGone = await forgetOtherDays()
      const isTold = await tellOpenings()
      if (isGone || (isTold && !isOffline)) location.reload()
      else for (const part of parts()) await look(part)
    })
  } catch {
    for (const part of parts()) say(part, 'device', 'Not ready to work offline. This browser cannot keep the list.')
  }
}

function choosing({ target }) {
  choose(target.closest('[data-office]').dataset.office, target.checked)
  return upkeep()
}

page.addEventListener('change', (event) => (event.target.matches('[data-keep]') ? choosing(event) : tick(event)))
page.querySelector('[data-without-script]').hidden = true
page.querySelector('[data-print]').addEventListener('click', () => window.print())
if (isOffline) {
  // A list of an earlier day is gone before anything is drawn.
  await forgetOtherDays()
  await drawOffices()
} else startAtServer()
await upkeep()
setInterval(upkeep, 60_000)
addEventListener('online', upkeep)
addEventListener('pageshow', ({ persisted }) => persisted && upkeep())
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && upkeep())
