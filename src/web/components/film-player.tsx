type Played = { readonly label: string; readonly src: string }

/** What a camera filmed, to be watched here and not taken along. `label`: what a screen reader calls it. */
export function FilmPlayer(props: Played) {
  return (
    // biome-ignore lint/a11y/useMediaCaption: cameras record no speech that captions could tell
    <video
      class="app-player"
      controls
      controlsList="nodownload noremoteplayback"
      disablePictureInPicture
      preload="metadata"
      aria-label={props.label}
      src={props.src}
    />
  )
}

/** What was said on the telephone, to be listened to here and not taken along. `preload`: what is fetched before it is played. */
export function SoundPlayer(props: Played & { readonly preload: 'metadata' | 'none' }) {
  return (
    // biome-ignore lint/a11y/useMediaCaption: what was said on the telephone has no captions; a transcript is the reader's to ask for
    <audio
      class="app-player"
      controls
      controlsList="nodownload noremoteplayback"
      preload={props.preload}
      aria-label={props.label}
      src={props.src}
    />
  )
}
