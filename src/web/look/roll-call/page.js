// The roll call's page, with and without a network. It keeps today's list on this device, sealed; opens it where there is no network; remembers
// what was ticked; and tells the server of each use once it can be reached. Without script the page is there, and can be printed.
import { alarmTime, clockTime, everyList, forgetList, forgetOtherDays, keepList, listOf } from './kept.js'
import { draw, putTicks, tick } from './names.js'
import { choose, forgetOldTicks, forgetTold, isChosen, noteTicked, noteUse, standingUse } from './noted.js'
import { isPageKept, keepPage } from './ready.js'
import { refresh, tellUses } from './server.js'

const page = document.querySelector('[data-roll-call]')
/** This is the page that the device kept, shown because the server could not be reached. */
const isOffline = page.dataset.rollCall === 'offline'
const rollCallAt = '/desk/roll-call'
/** Milliseconds that somebody waits who opens the list. That the server does not answer has been seen once already, by the worker. */
const briefly = 600
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
  const isReady = list !== undefined && (isOffline || (await isPageKept()))
  part.querySelector('[data-device]').classList.toggle('app-device--ready', isReady)
  const lack = isOffline && came === 'away' ? '' : lacks[came]
  say(part, 'device', `${stateOf(fetched, isReady)} ${lack ?? ''}`.trim())
  const asAt = part.querySelector('[data-as-at]')
  if (asAt && came === 'kept') asAt.textContent = fetched
}

function stateOf(fetched, isReady) {
  if (isOffline) return fetched ? `List as at ${fetched}.` : 'The list is no longer on this device.'
  if (isReady) return `Ready to work offline: fetched ${fetched}.`
  return fetched ? 'Not ready to work offline: this browser does not have the page yet.' : 'Not ready to work offline.'
}

/** Whether the device keeps the list of an office: of the only one always, of several where that was asked for, or where an alarm shows it. */
function isKept({ office, alarm }) {
  return isOffline || parts().length === 1 || isChosen(office) || alarm !== ''
}

/**
 * Opens the list where the server cannot be reached; else the server decides. The time is noted first, so that no use goes without a record, and
 * the list may be used as long as an alarm lasts.
 */
async function open(part) {
  const { office } = part.dataset
  const button = part.querySelector('[data-open]')
  // So that two taps are one use.
  button.disabled = true
  const came = await refresh(office, briefly).finally(() => {
    button.disabled = false
  })
  const list = await listOf(office)
  if (came !== 'away' || list === undefined) return location.assign(rollCallAt)
  noteUse(office, { at: new Date().toISOString(), by: list.by, isTold: false })
  await keepList({ ...list, inUseUntil: Date.now() + alarmTime })
  await showInUse(part)
  part.querySelector('[data-opening]').focus()
}

async function showInUse(part) {
  const use = standingUse(part.dataset.office)
  if (use === undefined) return close(part)
  const told = use.isTold ? 'This is on record.' : 'This goes on record once the device is online.'
  say(part, 'opening', `Opened on this device at ${clockTime(use.at)}. ${told}`)
  part.querySelector('[data-closed]').hidden = true
  page.querySelector('[data-print]').hidden = false
  await draw(part).catch(() => say(part, 'device', 'The list on this device cannot be read. Use another device.'))
}

/** Takes the names off the page. */
function close(part) {
  part.querySelector('[data-list]').replaceChildren()
  part.dataset.drawn = ''
  page.querySelector('[data-print]').hidden = parts().every(({ dataset }) => !dataset.drawn)
  if (!isOffline) return
  say(part, 'opening', '')
  part.querySelector('[data-closed]').hidden = false
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
    await showInUse(part)
  }
}

/** The server's page says what is so: a use that it knows of is over or has become its alarm, and ticks belong to an alarm. */
function startAtServer() {
  for (const part of parts()) {
    const { office, alarm } = part.dataset
    forgetTold(office)
    if (alarm === '' && standingUse(office) === undefined) noteTicked(part.dataset, [])
    putTicks(part)
    part.querySelector('[data-choice]').hidden = parts().length === 1
    part.querySelector('[data-keep]').checked = isChosen(office)
  }
  page.querySelector('[data-print]').hidden = parts().every(({ dataset }) => dataset.alarm === '')
  keepPage(upkeep)
}

/** At the page that the device kept. Where the server can be reached and shows no list, this page shows none either. */
async function lookOffline(part, came) {
  page.querySelector('[data-away]').hidden = came !== 'away'
  page.querySelector('[data-online]').hidden = came === 'away'
  const list = await listOf(part.dataset.office)
  if (came === 'away' || (came === 'kept' && list.alarm !== '')) return showInUse(part)
  close(part)
  if (came === 'kept' && standingUse(part.dataset.office)?.isTold) location.reload()
}

/** Who is signed out or refused sees no names any more, and nobody does once the alarm must be over. */
const isClosed = (part, came) =>
  came === 'signed-out' || came === 'refused' || (came === 'away' && Date.now() >= Date.parse(part.dataset.ends))

async function look(part) {
  const { office } = part.dataset
  if (!isKept(part.dataset)) {
    await forgetList(office)
    return say(part, 'device', '')
  }
  const came = await refresh(office)
  await sayState(part, came)
  if (isOffline) return lookOffline(part, came)
  if (isClosed(part, came)) return close(part)
  if (came !== 'kept') return
  const list = await listOf(office)
  if (list.alarm !== part.dataset.alarm) location.reload()
  else if (list.alarm !== '') await draw(part)
}

/** What is done at the start, each minute, and whenever the page comes to the front; in one tab at a time. */
async function upkeep() {
  try {
    await navigator.locks.request('roll-call', async () => {
      forgetOldTicks()
      const isGone = await forgetOtherDays()
      const isTold = await tellUses()
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
if (isOffline && location.pathname !== rollCallAt) {
  // Only the worker shows this page in place of the server's. Whoever asks for it by its own address has reached the server.
  location.replace(rollCallAt)
} else {
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
}
