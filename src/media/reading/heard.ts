/** What is there of a sound, in seconds: how long it is, as its own samples say. */
export type Heard = { readonly seconds: number }
