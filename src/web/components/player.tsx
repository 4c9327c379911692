import type { ComponentChildren, JSX } from 'preact'

const speeds = [0.75, 1, 1.25, 1.5, 2] as const

/**
 * Around the browser's own player, which a keyboard works: speed and steps, and which part was played told to `played`. Without script these
 * are not there, and what was fetched is on record. `drawing`: how loud each stretch is, from 0 to 255; null where nothing is drawn.
 */
export function Player(props: {
  readonly script: string
  readonly played: string
  readonly token: string
  readonly drawing?: readonly number[] | null
  readonly children: ComponentChildren
}): JSX.Element {
  const { drawing = null } = props
  return (
    <div data-player={props.played}>
      <input type="hidden" name="_csrf" value={props.token} />
      {drawing === null ? null : <Drawing levels={drawing} />}
      {props.children}
      <div class="app-player__tools" data-player-tools hidden>
        <button type="button" class="govuk-button govuk-button--secondary" data-step="-10">
          Back 10 seconds
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" data-step="10">
          Forward 10 seconds
        </button>
        <label class="govuk-label" for="speed">
          Speed
        </label>
        <select class="govuk-select" id="speed">
          {speeds.map((speed) => (
            <option value={speed} selected={speed === 1}>
              {speed === 1 ? 'Normal speed' : `${speed}×`}
            </option>
          ))}
        </select>
      </div>
      <script src={props.script} defer />
    </div>
  )
}

/** One line up and down for each stretch. To be seen and clicked, beside the controls that do the same; a screen reader has those. */
function Drawing({ levels }: { readonly levels: readonly number[] }): JSX.Element {
  // Against the loudest there is: a quiet call is drawn as large as another.
  const most = Math.max(1, ...levels)
  const line = levels.map((level, at) => {
    const half = Math.max(0.5, (level / most) * 38)
    return `M${at + 0.5} ${(40 - half).toFixed(1)}V${(40 + half).toFixed(1)}`
  })
  return (
    <svg class="app-player__drawing" data-player-drawing viewBox={`0 0 ${levels.length} 80`} preserveAspectRatio="none" aria-hidden="true">
      <path d={line.join('')} fill="none" stroke="currentColor" stroke-width="0.7" />
      <rect data-player-place x="0" y="0" width="1.5" height="80" class="app-player__place" />
    </svg>
  )
}
