/** Part of a recording, in seconds from its beginning. */
type Part = { readonly from: number; readonly until: number }

/** Reads `2:40`, minutes and seconds, as seconds. Null if it is anything else. */
export function secondsOf(written: string): number | null {
  const [, minutes, seconds] = /^(\d{1,3}):([0-5]\d)$/.exec(written) ?? []
  return minutes === undefined ? null : Number(minutes) * 60 + Number(seconds)
}

/** Reads lines such as `0:31 to 0:34` or `0:31-0:34`: parts of the recording. Null if a line is anything else. */
export function partsIn(written: string): readonly Part[] | null {
  const lines = written.split('\n').filter((line) => line.trim() !== '')
  const parts = lines.flatMap((line) => {
    const [from, until] = line
      .trim()
      .split(/\s*(?:to|-|–)\s*/)
      .map(secondsOf)
    return typeof from !== 'number' || typeof until !== 'number' || until <= from ? [] : [{ from, until }]
  })
  return parts.length === lines.length ? parts : null
}
