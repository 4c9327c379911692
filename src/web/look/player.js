// What a player has besides the browser's own controls: speed, steps, the drawing to seek by, and telling which part was really played.
// Without it the controls are there, and what was fetched is on record.
for (const frame of document.querySelectorAll('[data-player]')) {
  const media = frame.querySelector('audio, video')
  const tools = frame.querySelector('[data-player-tools]')
  const drawing = frame.querySelector('[data-player-drawing]')
  const token = frame.querySelector('input[name="_csrf"]')
  if (!media || !tools) continue
  tools.hidden = false
  tools.querySelector('select').addEventListener('change', (event) => {
    media.playbackRate = Number(event.target.value)
  })
  for (const step of tools.querySelectorAll('[data-step]'))
    step.addEventListener('click', () => {
      media.currentTime = Math.max(0, Math.min(media.duration || 0, media.currentTime + Number(step.dataset.step)))
    })
  if (drawing) {
    drawing.addEventListener('click', (event) => {
      const box = drawing.getBoundingClientRect()
      if (media.duration) media.currentTime = ((event.clientX - box.left) / box.width) * media.duration
    })
    const place = drawing.querySelector('[data-player-place]')
    media.addEventListener('timeupdate', () => {
      if (place && media.duration) place.setAttribute('x', String((media.currentTime / media.duration) * 400))
    })
  }

  let from = null
  let until = 0
  let telling = Promise.resolve()
  /** Seconds that were played without a break are told once they end: at a pause, a jump, the end, or when the page is left. */
  const tell = () => {
    if (from === null || until <= from) return
    const body = new URLSearchParams({ from: String(Math.floor(from)), until: String(Math.ceil(until)), _csrf: token ? token.value : '' })
    from = null
    // One after the other: a form's proof is taken once at a time.
    telling = telling.then(() => fetch(frame.dataset.player, { method: 'POST', body, keepalive: true }).catch(() => undefined))
  }
  media.addEventListener('timeupdate', () => {
    if (media.paused || media.seeking) return
    // A jump that no event told of is a jump all the same.
    if (from !== null && Math.abs(media.currentTime - until) > 2 * media.playbackRate) tell()
    from ??= media.currentTime
    until = media.currentTime
    if (until - from >= 30) tell()
  })
  media.addEventListener('playing', () => {
    from ??= media.currentTime
    until = media.currentTime
  })
  // Where it stopped; at a jump it is somewhere else already.
  for (const name of ['pause', 'ended'])
    media.addEventListener(name, () => {
      if (Math.abs(media.currentTime - until) <= 2 * media.playbackRate) until = media.currentTime
      tell()
    })
  media.addEventListener('seeking', tell)
  window.addEventListener('pagehide', tell)
}
