import type { JSX } from 'preact'
import { encodeQR } from 'qr'

/** Modules of white around the code, without which a camera does not find it (ISO/IEC 18004). */
const border = 4

/** A QR code, drawn without script. Black on white whatever the page's colours: a camera reads it. `title`: where it leads, in words. */
export function QrCode({ text, title }: { readonly text: string; readonly title: string }): JSX.Element {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border })
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg class="app-qr" role="img" viewBox={`0 0 ${rows.length} ${rows.length}`} shape-rendering="crispEdges">
      <title>{title}</title>
      <rect width={rows.length} height={rows.length} fill="#ffffff" />
      <path d={dark.join('')} fill="#000000" />
    </svg>
  )
}
