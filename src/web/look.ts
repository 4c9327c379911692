import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Fault } from '#shared/fault.ts'
import { unlimited } from './request-limits.ts'

/** The sheets and scripts that pages link to, and what they hold. Names carry the hash of the content, so that browsers may keep them for ever. */
export type Look = {
  readonly stylesheets: readonly string[]
  /** What players have besides the browser's own controls. */
  readonly player: string
  /** What keeps the roll call on a device, and draws it there. */
  readonly rollCall: string
  /** The source of what answers in the server's place where there is no network. It has an address that never changes. */
  readonly rollCallWorker: string
  /** The source of what checks the evidence of a disclosure, inside the file that it is saved as. */
  readonly evidenceFile: string
  readonly files: ReadonlyMap<string, { readonly type: string; readonly content: string }>
}

export type Scripts = { readonly player: string; readonly rollCall: string; readonly rollCallWorker: string; readonly evidenceFile: string }
const none: Scripts = { player: '', rollCall: '', rollCallWorker: '', evidenceFile: '' }

/** `css`: the built sheet. `accent`: the landlord's colour, `#rrggbb`; one that white text could not be read on is left out. */
export function lookOf(css: string, accent?: string, scripts: Scripts = none): Look {
  const sheets = [named('assured', css)]
  if (accent !== undefined && contrastWithWhite(accent) >= 4.5) {
    sheets.push(named('accent', `:root{--accent:${accent};--accent-dark:color-mix(in srgb,${accent} 75%,#000)}`))
  }
  const player = named('player', scripts.player, 'js')
  const rollCall = named('roll-call', scripts.rollCall, 'js')
  const files = new Map(sheets.map((sheet) => [sheet.path, { type: 'text/css; charset=utf-8', content: sheet.content }]))
  for (const { path, content } of [player, rollCall]) files.set(path, { type: 'text/javascript; charset=utf-8', content })
  const stylesheets = sheets.map((sheet) => sheet.path)
  const { rollCallWorker, evidenceFile } = scripts
  return { stylesheets, player: player.path, rollCall: rollCall.path, rollCallWorker, evidenceFile, files }
}

/** Reads the built sheet and scripts from a folder (`npm run build` makes them). */
export function readLook(folder: string, accent?: string): Look {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  try {
    const scripts = {
      player: read('player.js'),
      rollCall: read('roll-call.js'),
      rollCallWorker: read('roll-call-worker.js'),
      evidenceFile: read('evidence-file.js'),
    }
    return lookOf(read('assured.css'), accent, scripts)
  } catch (cause) {
    throw new Fault('look-not-built', 'the style sheet or a script is missing: build them with `npm run build`', { cause })
  }
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#6b2350"/>' +
  '<path d="M8 17l5.5 5.5L24 11" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'

export function lookRoutes(app: FastifyInstance, look: Look): void {
  for (const [path, file] of look.files) {
    app.get(path, { config: unlimited }, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(file.type).send(file.content),
    )
  }
  app.get('/look/icon.svg', { config: unlimited }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon),
  )
}

function named(name: string, content: string, kind = 'css'): { readonly path: string; readonly content: string } {
  return { path: `/look/${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${kind}`, content }
}

/** WCAG 2 contrast of a colour `#rrggbb` with white. */
function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
