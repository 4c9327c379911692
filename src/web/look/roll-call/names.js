// The names on the roll call's page, and the boxes that are ticked.
import { listOf, unseal } from './kept.js'
import { noteTicked, ticked } from './noted.js'

const boxesIn = (part) => [...part.querySelectorAll('input[data-visit]')]

function countTicks(part) {
  const line = part.querySelector('[data-ticked-line]')
  if (line === null) return
  line.hidden = false
  line.querySelector('strong').textContent = String(boxesIn(part).filter(({ checked }) => checked).length)
}

export function putTicks(part) {
  const before = new Set(ticked(part.dataset))
  for (const box of boxesIn(part)) box.checked = before.has(box.dataset.visit)
  countTicks(part)
}

/** Somebody stays ticked also while a newer list does not have them. */
export function tick({ target }) {
  const { visit } = target.dataset
  const part = target.closest('[data-office]')
  if (!visit || !part) return
  const others = ticked(part.dataset).filter((each) => each !== visit)
  noteTicked(part.dataset, target.checked ? [...others, visit] : others)
  countTicks(part)
}

/** Draws the names as the server would. The focus stays at the box where it was. */
export async function draw(part) {
  const list = await listOf(part.dataset.office)
  if (list === undefined || part.dataset.drawn === list.etag) return
  const drawn = new DOMParser().parseFromString(await unseal(list), 'text/html')
  const here = document.activeElement?.id
  part.querySelector('[data-list]').replaceChildren(...drawn.body.childNodes)
  Object.assign(part.dataset, { drawn: list.etag, alarm: list.alarm })
  putTicks(part)
  if (here) document.getElementById(here)?.focus()
}
