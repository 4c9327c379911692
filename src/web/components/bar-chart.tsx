import type { JSX } from 'preact'
import { Details } from './details.tsx'
import { Table } from './table.tsx'

export type Bar = { readonly label: string; readonly value: number }

const row = 46
const barRoom = 240
/** Room for a character at the labels' size, so that no label is cut off. */
const characterWidth = 8

/**
 * At most six bars; the same numbers stand in a table straight after. Presentation attributes only: a `style` attribute is
 * refused under `style-src 'self'`.
 */
export function BarChart(props: {
  /** Unique on the page. */
  readonly id: string
  /** The conclusion: "Most openings were about repairs". */
  readonly title: string
  readonly bars: readonly Bar[]
  readonly labelHeading: string
  readonly valueHeading: string
}): JSX.Element {
  const bars = props.bars.slice(0, 6)
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  // Each label stands above its bar: beside it, a long one would shrink the picture on a phone until nobody could read it.
  const width = Math.max(barRoom + 50, ...bars.map((bar) => bar.label.length * characterWidth))
  const height = bars.length * row + 6
  return (
    <div class="app-chart">
      <svg
        class="app-chart__picture"
        role="img"
        aria-labelledby={`${props.id}-title`}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
      >
        <title id={`${props.id}-title`}>{props.title}</title>
        {bars.map((bar, index) => {
          const long = Math.max(bar.value === 0 ? 0 : 2, (bar.value / most) * barRoom)
          return (
            <g>
              <text class="app-chart__label" x="0" y={index * row + 17}>
                {bar.label}
              </text>
              <rect class="app-chart__bar" x="0" y={index * row + 24} width={long} height="16" />
              <text class="app-chart__label" x={long + 8} y={index * row + 37}>
                {inWords(bar)}
              </text>
            </g>
          )
        })}
      </svg>
      <Details summary="Show this as a table">
        <Table
          caption={props.title}
          firstCellIsHeader
          head={[{ text: props.labelHeading }, { text: props.valueHeading, format: 'numeric' }]}
          rows={props.bars.map((bar) => [{ text: bar.label }, { text: inWords(bar), format: 'numeric' }])}
        />
      </Details>
    </div>
  )
}

function inWords({ value }: Bar): string {
  return value.toLocaleString('en-GB')
}
