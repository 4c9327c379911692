import type { JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

export type PageLink = { readonly href: string; readonly text?: string | undefined; readonly label?: string | undefined }
export type PageNumber =
  | { readonly number: number; readonly href: string; readonly current?: boolean | undefined }
  | { readonly ellipsis: true }

export type PaginationProps = {
  readonly previous?: PageLink | undefined
  readonly next?: PageLink | undefined
  readonly items?: readonly PageNumber[] | undefined
  readonly label?: string | undefined
  readonly class?: string | undefined
}

export function Pagination(props: PaginationProps): JSX.Element {
  const block = props.items === undefined && (props.next !== undefined || props.previous !== undefined)
  return (
    <nav class={classNames('govuk-pagination', block && 'govuk-pagination--block', props.class)} aria-label={props.label ?? 'Pagination'}>
      {props.previous === undefined ? null : <Arrow link={props.previous} way="prev" block={block} />}
      {props.items === undefined ? null : (
        <ul class="govuk-pagination__list">
          {props.items.map((item) =>
            'ellipsis' in item ? (
              <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
            ) : (
              <li class={classNames('govuk-pagination__item', item.current === true && 'govuk-pagination__item--current')}>
                <Link href={item.href} class="govuk-link govuk-pagination__link" label={`Page ${item.number}`} current={item.current}>
                  {item.number}
                </Link>
              </li>
            ),
          )}
        </ul>
      )}
      {props.next === undefined ? null : <Arrow link={props.next} way="next" block={block} />}
    </nav>
  )
}

const shapes = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
} as const

function Arrow(props: { readonly link: PageLink; readonly way: 'prev' | 'next'; readonly block: boolean }): JSX.Element {
  const { link, way, block } = props
  const icon = (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${way}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={shapes[way]} />
    </svg>
  )
  return (
    <div class={`govuk-pagination__${way}`}>
      <Link href={link.href} class="govuk-link govuk-pagination__link" rel={way}>
        {block || way === 'prev' ? icon : null}
        <span
          class={classNames('govuk-pagination__link-title', block && link.label === undefined && 'govuk-pagination__link-title--decorated')}
        >
          {link.text ?? (way === 'prev' ? 'Previous' : 'Next')}
          {link.text === undefined ? <span class="govuk-visually-hidden"> page</span> : null}
        </span>
        {block && link.label !== undefined ? (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{link.label}</span>
          </>
        ) : null}
        {!block && way === 'next' ? icon : null}
      </Link>
    </div>
  )
}
