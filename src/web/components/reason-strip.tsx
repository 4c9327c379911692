import type { ComponentChildren, JSX } from 'preact'

/** Why this record is open, whether identity was checked, when it closes itself (R1, SE2). `children`: extend and close. */
export function ReasonStrip(props: {
  readonly because: ComponentChildren
  readonly checked: ComponentChildren
  readonly closes: ComponentChildren
  readonly note?: ComponentChildren
  readonly children?: ComponentChildren
}): JSX.Element {
  return (
    <section class="app-reason-strip" aria-label="Why this record is open">
      <div class="app-reason-strip__words">
        <p class="app-reason-strip__item">
          <strong>Open because:</strong> {props.because}
        </p>
        {props.checked === null ? null : <p class="app-reason-strip__item">{props.checked}</p>}
        <p class="app-reason-strip__item">{props.closes}</p>
        {props.note === undefined ? null : <p class="app-reason-strip__item app-meta">{props.note}</p>}
      </div>
      {props.children === undefined ? null : <div class="app-reason-strip__actions">{props.children}</div>}
    </section>
  )
}
