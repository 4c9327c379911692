import { createHash } from 'node:crypto'
import type { ProvenRow, ProvenSeal } from '#evidence/proofs.ts'
import { claimText } from '#evidence/seal-row.ts'
import { element, type Html, lines, paragraph } from './html.ts'
import { columnsOf, happenedIn, toldBy, type Words, writtenAt } from './row-words.ts'
import { style } from './style.ts'

/** What the file is about. `record`: the person or the camera whose record it is on. `digestOf`: what the digest is of. `madeOn`: when it was made. `script`: what checks it in the browser. */
export type Bundle = {
  readonly landlord: string
  readonly record: string
  readonly item: string
  readonly digestOf: string
  readonly madeOn: Temporal.PlainDate
  readonly seals: readonly ProvenSeal[]
  readonly words: Words
  readonly script: string
}

const title = 'Evidence of a disclosure'

/**
 * The evidence of one disclosure as one file, which checks itself wherever it is opened. It loads nothing, and its own policy forbids it to. The page
 * compares itself with its digest, which stands in its script; a script that was altered is not run.
 */
export function bundleHtml(bundle: Bundle): string {
  const body = element('body', {}, mainOf(bundle)).html
  const script = `const madeAs = '${sha256(pageOf(body, '', ''), 'hex')}'\n${bundle.script}`
  return `<!doctype html>\n${pageOf(body, script, `sha256-${sha256(script, 'base64')}`)}`
}

/** `scriptHash`: of the one script that may run. */
function pageOf(body: string, script: string, scriptHash: string): string {
  const policy = `default-src 'none'; script-src '${scriptHash}'; style-src 'sha256-${sha256(style, 'base64')}'; base-uri 'none'; form-action 'none'`
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${title}</title><style>${style}</style><script>${script}</script>`,
  ]
  return `<html lang="en"><head>${head.join('')}</head>${body}</html>`
}

function sha256(text: string, form: 'hex' | 'base64'): string {
  return createHash('sha256').update(text).digest(form)
}

function mainOf(bundle: Bundle): Html {
  const rows = bundle.seals.flatMap(({ seal, rows: sealed }) => sealed.map((row) => ({ row, seal: seal.n })))
  return element(
    'main',
    { 'data-record': bundle.record, 'data-item': bundle.item },
    element('h1', {}, title),
    element(
      'p',
      { id: 'verdict', role: 'status' },
      'Not checked. This page checks itself where its script may run. All of it can be read without.',
    ),
    element('h2', {}, 'What it is about'),
    about(bundle),
    element('h2', {}, 'What is on record'),
    ...rows.map(({ row, seal }, place) => rowOf(row, seal, place + 1, bundle.words)),
    element('h2', {}, 'The seals'),
    paragraph(
      'A seal covers everything that was recorded since the seal before it. Its head is made from its text and from the head before it.',
    ),
    ...bundle.seals.map(sealOf),
    ...meaning(bundle.seals.length),
  )
}

function about({ landlord, item, record, digestOf, madeOn, seals }: Bundle): Html {
  const details = seals.flatMap(({ rows }) => rows.map(({ leaf }) => toldBy(leaf))).filter(({ column }) => column('act') === 'share')
  const all = (values: readonly (string | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))].join(', ')
  const organisation = all(details.map(({ detail }) => detail.organisation))
  const digest = all(details.map(({ detail }) => detail.digest))
  return lines(
    ['Landlord', landlord],
    ['Line of the ledger, by its id', item],
    ['Record that it stands on, by its id', record],
    ...(organisation === '' ? [] : ([['Organisation, by its id', organisation]] as const)),
    ...(digest === '' ? [] : ([[digestOf, digest]] as const)),
    ['This page was made on', madeOn.toString()],
  )
}

function rowOf({ leaf, index, path }: ProvenRow, seal: string, place: number, words: Words): Html {
  const told = toldBy(leaf)
  return element(
    'section',
    { class: 'row', 'data-seal': seal, 'data-index': String(index) },
    element('h3', {}, `${place}. ${happenedIn(told, words)}`),
    lines(['When', writtenAt(told)], ...columnsOf(told)),
    element(
      'details',
      {},
      element('summary', {}, `Row ${place} exactly as it was sealed, and its way to seal ${seal}`),
      paragraph(`It is number ${index} of the rows under seal ${seal}, counted from 0. Its text:`),
      element('pre', { class: 'leaf' }, leaf),
      paragraph(path.length === 0 ? 'It is the only row under this seal.' : 'The hashes that lead from it to the root, the nearest first:'),
      ...(path.length === 0 ? [] : [element('ol', { class: 'path' }, ...path.map((hash) => element('li', {}, code(hash))))]),
    ),
  )
}

function sealOf({ seal, before }: ProvenSeal): Html {
  return element(
    'section',
    { class: 'seal', 'data-seal': seal.n },
    element('h3', {}, `Seal ${seal.n}`),
    lines(
      ['Head', element('code', { class: 'head' }, seal.head.toString('hex'))],
      ['Head before it', element('code', { class: 'before' }, before.toString('hex'))],
      ['Root', element('code', { class: 'root' }, seal.root.toString('hex'))],
      ['Text', element('code', { class: 'claim' }, claimText(seal))],
    ),
  )
}

function code(hash: Buffer): Html {
  return element('code', {}, hash.toString('hex'))
}

function list(...items: readonly string[]): Html {
  return element('ul', {}, ...items.map((item) => element('li', {}, item)))
}

function meaning(seals: number): readonly Html[] {
  const heads = seals === 1 ? 'The head' : 'Each head'
  return [
    element('h2', {}, 'What this proves'),
    list(
      'Each row stands under its seal word for word: a row that was changed, or written later, would have another hash.',
      `${heads} above was made from exactly that seal. Whoever has a copy of the head knows that the rows were there when it was made.`,
    ),
    element('h2', {}, 'What this does not prove'),
    list(
      `That the heads are the landlord’s. Compare ${seals === 1 ? 'the head' : 'each head'} with a copy that was published or kept elsewhere, in the landlord’s file of heads under the same number.`,
      'That the rows are true. They are what the software recorded at that time.',
      'That nothing else is on record about this disclosure. Rows that came later, and looks at the line, are not in this page.',
      'That this page is whole, if somebody meant to forge it: they could have changed its script too. The steps below need no trust in it.',
    ),
    element('h2', {}, 'How to check it with other tools'),
    list(
      'The hash of a row is the SHA-256 of one byte 00 and the text of the row in UTF-8.',
      'The hash of two hashes is the SHA-256 of one byte 01, the left and the right. The way from a row to the root is that of RFC 9162, section 2.1.3.',
      'The root must be the seventh part of the text of the seal, and the number of its rows the sixth.',
      'The head is the SHA-256 of the head before (32 bytes) and the text of the seal.',
      'Whoever has what the SHA-256 above is of can compute it, and compare.',
    ),
  ]
}
