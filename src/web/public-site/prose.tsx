import { lexer, type MarkedToken, type Token } from 'marked'
import type { ComponentChildren, JSX } from 'preact'
import { Link, Table } from '../components/index.ts'

/**
 * The landlord's Markdown as page nodes, by walking its token tree. INVARIANT: no text of the notice becomes markup: raw HTML
 * is shown as the text it is, images are left as their words, links pass `safeHref`. Headings start at `headingLevel`.
 */
export function Prose(props: {
  readonly markdown: string
  readonly headingLevel?: 2 | 3 | 4
  /** Where places of the same notice are, `#calls`, if they are on pages of their own. */
  readonly anchorsAt?: string | undefined
}): JSX.Element {
  const { anchorsAt } = props
  const markdown = anchorsAt === undefined ? props.markdown : props.markdown.replaceAll(/\]\(#([a-z0-9-]+)\)/g, `](${anchorsAt}$1)`)
  return <div class="app-prose">{blocks(lexer(markdown, { gfm: true }), props.headingLevel ?? 3)}</div>
}

const headings = ['h2', 'h3', 'h4', 'h5', 'h6'] as const
const sizes = ['govuk-heading-m', 'govuk-heading-s', 'govuk-heading-s', 'govuk-heading-s', 'govuk-heading-s'] as const

/** marked types a token as one of its own kinds or a stranger's (`Generic`), so that narrowing by `type` alone does not do. */
function is<K extends MarkedToken['type']>(token: Token, kind: K): token is Extract<MarkedToken, { type: K }> {
  return token.type === kind
}

function blocks(tokens: readonly Token[], level: number): ComponentChildren[] {
  return tokens.map((token) => block(token, level))
}

function block(token: Token, level: number): ComponentChildren {
  if (token.type === 'space' || token.type === 'def') return null
  if (is(token, 'paragraph')) return <p class="govuk-body">{inline(token.tokens)}</p>
  if (is(token, 'heading')) {
    const at = Math.min(headings.length - 1, Math.max(0, level - 2 + token.depth - 1))
    const Heading = headings[at] ?? 'h6'
    return <Heading class={sizes[at]}>{inline(token.tokens)}</Heading>
  }
  if (is(token, 'list')) {
    const List = token.ordered ? 'ol' : 'ul'
    return (
      <List class={`govuk-list govuk-list--${token.ordered ? 'number' : 'bullet'}`}>
        {token.items.map((item) => (
          <li>
            {token.loose
              ? blocks(item.tokens, level)
              : item.tokens.map((each) => (is(each, 'text') ? inline(each.tokens ?? []) : block(each, level)))}
          </li>
        ))}
      </List>
    )
  }
  if (is(token, 'blockquote')) return <div class="govuk-inset-text">{blocks(token.tokens, level)}</div>
  if (is(token, 'table')) {
    return (
      <Table
        head={token.header.map((cell) => ({ text: inline(cell.tokens) }))}
        rows={token.rows.map((row) => row.map((cell) => ({ text: inline(cell.tokens) })))}
      />
    )
  }
  if (token.type === 'hr') return <hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible" />
  if (is(token, 'text')) return token.tokens === undefined ? token.text : inline(token.tokens)
  return <p class="govuk-body">{is(token, 'code') ? <code>{token.text}</code> : token.raw}</p>
}

function inline(tokens: readonly Token[]): ComponentChildren[] {
  return tokens.map((token) => {
    if (is(token, 'strong')) return <strong>{inline(token.tokens)}</strong>
    if (is(token, 'em')) return <em>{inline(token.tokens)}</em>
    if (is(token, 'del')) return <del>{inline(token.tokens)}</del>
    if (is(token, 'codespan')) return <code>{token.text}</code>
    if (is(token, 'link')) return <Link href={token.href}>{inline(token.tokens)}</Link>
    if (is(token, 'image')) return token.text
    if (token.type === 'br') return <br />
    if (token.type === 'escape' && 'text' in token) return String(token.text)
    if (is(token, 'text')) return token.tokens === undefined ? token.text : inline(token.tokens)
    return token.raw
  })
}
