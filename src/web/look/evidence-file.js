// What checks the evidence of a disclosure, inside the one file that it is saved as. `madeAs` stands before it: the digest of the page as it was made.
// Only what can be seen on the page is checked: there is no second copy of it.
const utf8 = (text) => new TextEncoder().encode(text)
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer()))
}

const leafHash = (leaf) => sha256(new Uint8Array([0]), utf8(leaf))
const nodeHash = (left, right) => sha256(new Uint8Array([1]), left, right)

/** The root that the way from a row leads to (RFC 9162, 2.1.3.2); null where it is no way through a tree of that size. */
async function rootBy({ leaf, index, size, path }) {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null
  let node = index
  let last = size - 1
  let hashed = await leafHash(leaf)
  for (const sibling of path) {
    if (last === 0) return null
    if (node % 2 === 1 || node === last) {
      hashed = await nodeHash(sibling, hashed)
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)]
    } else {
      hashed = await nodeHash(hashed, sibling)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? toHex(hashed) : null
}

const words = (part, of) => part.querySelector(of).textContent

/** What is wrong with a seal: its head must be made from its text and the head before, and its root stand in its text. */
async function wrongWithSeal(part) {
  const claim = words(part, '.claim')
  const head = toHex(await sha256(fromHex(words(part, '.before')), utf8(claim)))
  const [n, , , , , , root] = JSON.parse(claim)
  if (head !== words(part, '.head')) return [`Seal ${part.dataset.seal}: its head was not made from this seal.`]
  if (n !== part.dataset.seal || root !== words(part, '.root'))
    return [`Seal ${part.dataset.seal}: its root is not the one that was sealed.`]
  return []
}

/** What is wrong with a row: it must be about this disclosure, and its way must lead to the root of its seal. */
async function wrongWithRow(part, place) {
  const leaf = words(part, '.leaf')
  const seal = document.querySelector(`.seal[data-seal="${part.dataset.seal}"]`)
  const [, , , , , count, root] = JSON.parse(words(seal, '.claim'))
  const path = [...part.querySelectorAll('.path code')].map((hash) => fromHex(hash.textContent))
  const found = await rootBy({ leaf, index: Number(part.dataset.index), size: Number(count), path })
  if (found === null || found !== root) return [`Row ${place + 1} is not what was sealed.`]
  const { record, item } = document.querySelector('main').dataset
  const row = JSON.parse(leaf)
  return row[8] === record && JSON.parse(row[17]).item === item ? [] : [`Row ${place + 1} is about something else.`]
}

/** A part that cannot even be read is wrong. */
async function each(parts, wrongWith, said) {
  const found = []
  for (const [place, part] of [...parts].entries())
    found.push(...(await wrongWith(part, place).catch(() => [`${said} ${place + 1} cannot be read.`])))
  return found
}

/** The page as it was when its digest was computed: before its script and what lets that run, and before anything on it changes. */
function asMade() {
  const page = document.documentElement.cloneNode(true)
  page.querySelector('script').textContent = ''
  const policy = page.querySelector('meta[http-equiv]')
  policy.setAttribute('content', policy.getAttribute('content').replace(/script-src '[^']*'/, "script-src ''"))
  return page.outerHTML
}

async function check(page) {
  const rows = document.querySelectorAll('.row')
  const seals = document.querySelectorAll('.seal')
  const wrong = [...(await each(seals, wrongWithSeal, 'Seal')), ...(await each(rows, wrongWithRow, 'Row'))]
  if (rows.length === 0 || seals.length === 0) wrong.push('There is no row or no seal.')
  if (toHex(await sha256(utf8(page))) !== madeAs) wrong.push('What this page says is not what it said when it was made.')
  return { wrong, rows: rows.length, seals: seals.length }
}

function tell(state, text) {
  const verdict = document.getElementById('verdict') ?? document.body.insertBefore(document.createElement('p'), document.body.firstChild)
  verdict.id = 'verdict'
  verdict.dataset.verdict = state
  verdict.textContent = text
}

document.addEventListener('DOMContentLoaded', async () => {
  const page = asMade()
  if (!globalThis.crypto?.subtle)
    return tell('unknown', 'Not checked: this browser cannot compute SHA-256 here. Open the file in another browser.')
  const { wrong, rows, seals } = await check(page)
  if (wrong.length > 0) return tell('broken', `Broken: this is not the evidence as it was sealed. ${wrong.join(' ')}`)
  const heads = seals === 1 ? 'the head of the seal' : `the heads of the ${seals} seals`
  tell('whole', `Verified: all ${rows} rows are as they were sealed. Now compare ${heads} with a copy that was kept elsewhere.`)
})
