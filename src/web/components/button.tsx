import type { ComponentChildren, JSX } from 'preact'
import { classNames } from './class-names.ts'
import { Link } from './link.tsx'

type ButtonProps = {
  readonly children: ComponentChildren
  readonly name?: string | undefined
  readonly value?: string | undefined
  /** Goes somewhere instead of sending a form. */
  readonly href?: string | undefined
  readonly start?: boolean | undefined
  readonly class?: string | undefined
}

/** There is no disabled button: a form is sent, and answered with what is missing. */
export function Button(props: ButtonProps): JSX.Element {
  const names = classNames('govuk-button', props.class, props.start === true && 'govuk-button--start')
  const inside = (
    <>
      {props.children}
      {props.start === true ? <StartIcon /> : null}
    </>
  )
  if (props.href !== undefined) {
    return (
      <Link href={props.href} role="button" draggable={false} class={names}>
        {inside}
      </Link>
    )
  }
  return (
    <button type="submit" value={props.value} name={props.name} class={names}>
      {inside}
    </button>
  )
}

function StartIcon(): JSX.Element {
  return (
    <svg
      class="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  )
}
