import type { ComponentChildren, JSX } from 'preact'

/** `used`: the share of the time that has passed, 0 to 1; over 1 is late. */
export type ClockState =
  | { readonly state: 'running'; readonly used: number }
  | { readonly state: 'paused'; readonly used: number }
  | { readonly state: 'late'; readonly used: number }

/** Words and date first, the line second: one tick is now, two ticks are paused, the red part is late. */
export function ClockLine(props: { readonly words: ComponentChildren; readonly clock: ClockState }): JSX.Element {
  const { state, used } = props.clock
  const width = 308
  const due = state === 'late' ? Math.min(width - 8, width / Math.max(1.05, used)) : width
  const now = state === 'late' ? due : Math.min(1, Math.max(0, used)) * width
  const tick = Math.min(width - 5, Math.max(0, now - 2))
  return (
    <div class="app-clock">
      <p class="app-clock__words">{props.words}</p>
      <svg
        class="app-clock__line"
        viewBox={`0 0 ${width} 14`}
        width={width}
        height="14"
        aria-hidden="true"
        focusable="false"
        preserveAspectRatio="none"
      >
        <rect class="app-clock__rest" x="0" y="4" width={width} height="6" />
        <rect class="app-clock__used" x="0" y="4" width={now} height="6" />
        {state === 'late' ? <rect class="app-clock__late" x={due} y="3" width={width - due} height="8" /> : null}
        <rect class="app-clock__tick" x={tick} y="0" width="5" height="14" />
        {state === 'paused' ? <rect class="app-clock__tick" x={Math.min(width - 5, tick + 9)} y="0" width="5" height="14" /> : null}
      </svg>
    </div>
  )
}
