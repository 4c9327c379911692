/** `takeBack`: what was deleted here and has changed in its source since is taken in again. */
export type ImportOptions = { readonly takeBack?: boolean }
