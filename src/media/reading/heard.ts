/** How long a sound is, in seconds, computed from its samples. */
export type Heard = { readonly seconds: number }
