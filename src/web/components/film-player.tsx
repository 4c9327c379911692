/** What a camera filmed, to be watched here and not taken along. `label`: what a screen reader calls it. */
export function FilmPlayer(props: { readonly label: string; readonly src: string }) {
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
