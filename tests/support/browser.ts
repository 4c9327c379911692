import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { z } from 'zod'

/**
 * A real browser from `node_modules` alone. The package unpacks into TMPDIR, and two processes that unpack at once die with ETXTBSY. So it
 * is unpacked once for a run of the tests, under a lock, in the run's own folder, and deleted with that.
 */
const need = createRequire(import.meta.url)
const own = /(\d+\.\d+\.\d+)/.exec(readFileSync(join(packageFolder('@sparticuz/chromium'), 'package.json'), 'utf8'))?.[1] ?? 'unknown'
const axeSource = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8')

export type OpenPage = { readonly page: Page; readonly close: () => Promise<void> }

/** Starts the browser; close it in `afterAll`. Needs neither root nor anything installed. */
export async function startBrowser(): Promise<Browser> {
  const home = await unpacked()
  const browser = await chromium.launch({
    executablePath: join(home, 'chromium'),
    headless: true,
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none', '--headless=shell', '--disable-dev-shm-usage'],
    env: {
      ...environment(),
      HOME: home,
      TMPDIR: home,
      FONTCONFIG_PATH: join(home, 'fonts'),
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
        .filter((part) => part !== undefined && part !== '')
        .join(':'),
    },
  })
  return browser
}

/** A page at a width in CSS pixels. With `script: false` the browser has JavaScript switched off. */
export async function openPage(browser: Browser, url: string, options: { width: number; script?: boolean }): Promise<OpenPage> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: options.width, height: options.width < 700 ? 844 : 900 },
    javaScriptEnabled: options.script ?? true,
    // Only the checker's own script needs this, since the site's policy allows only the site's scripts.
    bypassCSP: options.script ?? true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  const page = await context.newPage()
  await page.goto(url)
  return { page, close: () => context.close() }
}

/** The page's title, once the page has loaded. Right after a click this is the next page. */
export async function titleOf(page: Page): Promise<string> {
  await page.waitForLoadState('domcontentloaded')
  return page.title()
}

const found = z.array(
  z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
)

/**
 * What makes the page hard to use, as lines that say where; empty if nothing does: every finding of axe-core, and of a walk with the Tab
 * key.
 */
export async function barriers(page: Page): Promise<readonly string[]> {
  return [...(await axe(page)), ...(await keyboard(page))]
}

async function axe(page: Page): Promise<readonly string[]> {
  // Loaded once for each page, since it is half a megabyte.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axeSource)
  const result: unknown = await page.evaluate('axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)')
  return found.parse(result).flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 200)}`))
}

/** Marks what Tab should reach, and starts before the first. The radio buttons of one question are one stop. */
const beginWalk = `(() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex]')]
  const stops = all.filter((each) => !each.disabled && each.tabIndex >= 0 && each.type !== 'hidden' && each.checkVisibility({ visibilityProperty: true }))
  const keyOf = (each) => each.type === 'radio' ? 'radio ' + each.name + ' ' + [...document.forms].indexOf(each.form) : all.indexOf(each)
  window.walk = { keys: new Map(stops.map((each) => [each, keyOf(each)])), left: new Map(stops.map((each) => [keyOf(each), each.outerHTML.slice(0, 160)])) }
  const before = document.body.insertBefore(document.createElement('button'), document.body.firstChild)
  before.focus()
  before.remove()
  return stops.length + 12 * document.querySelectorAll('audio, video').length
})()`

/** What Tab has reached: null past the end; the words of an element that does not show the focus; otherwise an empty text. */
const nextStop = `(() => {
  const here = document.activeElement
  if (here === null || here === document.body) return null
  window.walk.left.delete(window.walk.keys.get(here))
  const shows = ({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  // Radio buttons and checkboxes show the focus in what is drawn before their labels.
  const label = here.nextElementSibling
  return shows(getComputedStyle(here)) || (label !== null && shows(getComputedStyle(label, '::before'))) ? '' : here.outerHTML.slice(0, 160)
})()`

/** What on the page the Tab key does not reach, or reaches without showing it, as lines; empty if there is nothing. */
async function keyboard(page: Page): Promise<readonly string[]> {
  const most = z.number().parse(await page.evaluate(beginWalk))
  const unseen = new Set<string>()
  for (let stop = 0; stop <= most; stop += 1) {
    await page.keyboard.press('Tab')
    const here = z
      .string()
      .nullable()
      .parse(await page.evaluate(nextStop))
    if (here === null) break
    if (here !== '') unseen.add(here)
  }
  const left = z.array(z.string()).parse(await page.evaluate('document.activeElement?.blur(), [...window.walk.left.values()]'))
  return [...left.map((html) => `not come to: ${html}`), ...[...unseen].map((html) => `not seen to be there: ${html}`)]
}

/** How many pixels the page is wider than its window. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return z.number().parse(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
}

async function unpacked(): Promise<string> {
  const base = join(tmpdir(), `assured-chromium-${own}`)
  const lock = `${base}.lock`
  while (!existsSync(base)) {
    if (!taken(lock)) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    try {
      if (!existsSync(base)) await unpack(base)
    } finally {
      rmSync(lock, { recursive: true, force: true })
    }
  }
  return base
}

async function unpack(base: string): Promise<void> {
  const making = `${base}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true, mode: 0o700 })
  const before = {
    TMPDIR: process.env.TMPDIR,
    AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV,
    LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
  }
  // The package reads these when it is loaded and when it unpacks. The libraries for a bare image come only with the second.
  process.env.TMPDIR = making
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
  // The package's own list of fonts names folders of another machine. Without any font the browser dies at the first form control.
  writeFileSync(
    join(making, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${base}/fonts</dir><cachedir>${base}/fonts-cache</cachedir>` +
      aliases('sans-serif', 'system-ui', 'serif', 'monospace') +
      '</fontconfig>',
  )
  renameSync(making, base)
}

function aliases(...generic: readonly string[]): string {
  return generic.map((name) => `<alias><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`).join('')
}

/** True for the process that made the folder. A lock left for two minutes by a process that died is taken over. */
function taken(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const age = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (age !== undefined && Date.now() - age > 120_000) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function packageFolder(name: string): string {
  const main = need.resolve(name)
  return main.slice(0, main.lastIndexOf(name) + name.length)
}
