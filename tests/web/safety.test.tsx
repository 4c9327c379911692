import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { Link } from '#web/components/link.tsx'
import { safeHref } from '#web/components/safe-href.ts'
import { FlowPicture } from '#web/public-site/notice/flow-picture.tsx'
import { Prose } from '#web/public-site/prose.tsx'

describe('a page links only where it should', () => {
  test.each([
    '/notice',
    '#rights',
    '?from=2023',
    'layers/tenants',
    'https://ico.org.uk/make-a-complaint/',
    'http://localhost:8080/',
    'mailto:a@b.example',
    'tel:+443000000000',
  ])('%s is a link', (href) => {
    expect(safeHref(href)).toBe(href)
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    'blob:https://a',
    '',
  ])('%j is not', (href) => {
    expect(safeHref(href)).toBeUndefined()
    expect(render(<Link href={href}>words</Link>)).toBe('<span>words</span>')
  })
})

describe('the landlord’s words never become markup', () => {
  const html = (markdown: string) => render(<Prose markdown={markdown} />)

  test('raw HTML in the notice is shown as text', () => {
    expect(html('Hello <b onclick="x()">there</b>')).not.toContain('<b ')
    expect(html('<script>alert(1)</script>')).toContain('&lt;script>')
    expect(html('<img src=x onerror=alert(1)>')).toContain('&lt;img')
  })

  test('a link with a script for an address keeps its words and loses its address', () => {
    expect(html('[press here](javascript:alert(1))')).toBe('<div class="app-prose"><p class="govuk-body"><span>press here</span></p></div>')
  })

  test('an image is its words, so that no reader is followed by another site', () => {
    expect(html('![a house](https://elsewhere.example/x.png)')).toBe('<div class="app-prose"><p class="govuk-body">a house</p></div>')
  })

  test('lists, tables, emphasis and headings stay what they are', () => {
    const out = html('## Head\n\n1. one\n2. **two**\n\n| a | b |\n|-|-|\n| *c* | `d` |\n\n> aside\n\nLine one\\\nline two & more')
    expect(out).toContain('<h4 class="govuk-heading-s">Head</h4>')
    expect(out).toContain('<ol class="govuk-list govuk-list--number"><li>one</li><li><strong>two</strong></li></ol>')
    expect(out).toContain('<td class="govuk-table__cell"><em>c</em></td>')
    expect(out).toContain('<div class="govuk-inset-text">')
    expect(out).toContain('<br/>')
    expect(out).toContain('&amp; more')
    expect(out).not.toContain('&amp;amp;')
  })
})

describe('the sources of the pages', () => {
  const files = readdirSync('src/web', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))
  const sources = files.map((name) => ({ name, text: readFileSync(join('src/web', name), 'utf8') }))

  test('there are some', () => {
    expect(sources.length).toBeGreaterThan(40)
  })
  test('only Link writes an anchor', () => {
    expect(sources.filter(({ name, text }) => /<a[\s>]/.test(text) && !name.endsWith('link.tsx')).map(({ name }) => name)).toEqual([])
  })
  test('none sets raw HTML, an inline style or an event handler', () => {
    expect(sources.filter(({ text }) => /dangerouslySetInnerHTML|\sstyle=|\son[A-Z]\w+=/.test(text)).map(({ name }) => name)).toEqual([])
  })
})

describe('drawings', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ from: ['You', 'Council'], use: `Use ${index}`, to: ['Nobody outside'] }))

  test('a flow picture has at most twelve links, in the order of its table', () => {
    const out = render(<FlowPicture id="x" title="All flows" flows={many} />)
    expect(out.match(/app-flow__link/g)).toHaveLength(12)
    expect(out).toContain('<title id="x-title">All flows</title>')
    expect(out.indexOf('Use 0')).toBeLessThan(out.indexOf('Use 3'))
    expect(out).not.toContain('Use 4')
  })
})
