/** Where in a file a text stands. `object`: a part of a PDF that no reader shows, such as an older version of a page. */
export type Where =
  | 'text'
  | 'metadata'
  | 'bookmark'
  | 'annotation'
  | 'destination'
  | 'structure'
  | 'layer'
  | 'attachment'
  | 'object'
  | 'file-name'
  | 'zip-directory'
  | 'picture-metadata'
  | 'media-metadata'
  | 'media-samples'
  | 'json-key'
  | 'json-value'

/** Who read it. Each place is read by two where there are two; `bytes` is this room's own reading. */
export type Reader = 'pdfjs' | 'pdfium' | 'bytes' | 'json' | 'zip.js'

/**
 * A text that was read. `noise`: it may be no text at all. In `samples` (pixels, sound, glyph numbers) only long strings are looked for, because
 * short ones occur by chance; in `binary` (blocks of metadata) short ones must be written as people write them.
 */
export type Piece = {
  readonly where: Where
  readonly reader: Reader
  readonly text: string
  readonly page?: number
  readonly noise?: 'binary' | 'samples'
}

/** Why something could not be read. Each stops a delivery, since what nobody could read may hold anything. */
export type Unreadable =
  | 'encrypted'
  | 'unknown-kind'
  | 'broken'
  | 'bytes-outside'
  | 'readers-differ'
  | 'letters-unknown'
  | 'too-large'
  | 'too-deep'

/** Takes what is read. */
export type Noting = {
  readonly piece: (piece: Piece) => void
  readonly unreadable: (why: Unreadable) => void
  readonly pages: (count: number) => void
}

/** Takes what is read in one file, and files inside it, such as attachments, with the reader that found them. */
export type Taker = Noting & { readonly inner: (bytes: Uint8Array, by: Reader) => Promise<void> }
