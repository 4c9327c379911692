/** Names that are also words or months. Alone they are looked for only with a capital, or every pack would be stopped by "may" and "will". */
export const ordinaryWords: ReadonlySet<string> = new Set(
  `abbey acre agent ali amber angel april archer art ash august autumn bailey baker ball banks barber barn bean bear beck bell berry best bill bird bishop
  black bloom blue bond bones booker boss bow box boy brand bridge bright brook brooks brown bull burns bush butler butt can carpenter carter case cash
  castle chance chase church clay clear clerk close cole collar cook cooper corner cotton court cross crown dale daisy dawn day dean dear den dick   dove drew drake earl east eve faith farmer field fields finch fisher fish flower flowers ford forest foster fox frank freed freeman french frost
  gale garden gardener gay gene glass glen gold golden good grace grant gray green grey grove guy hale hall ham hand harmony harper hart hay hazel head heath
  herb hill hills hobby holiday hook hope house hunt hunter ice iron ivory ivy jewel joy judge june just keen key kind king
  knight lamb lance lane law lawn lee lily little lock long lord love low lucky major man mark marsh mason masters max may meadow mead melody mercy miles mill
  miller mills moody moon moor more morning moss mount mountain mouse nation neat new newman news noble noon norm north nose nun oak olive
  page paige paint palm park parker parks parson pat peace peach pearl pepper penny perry person piper pitt pitman plant plum pole pond poole pope porter
  post potter powder power pratt price pride prince prior proud queen quick rain ranger ray read reason reed rice rich ridge ring rise river rivers road rob
  robin rock rod roman root rose ruby rule sage sale salmon sandy savage sawyer school sea seal sergeant sharp shaw shell shepherd sherry shore short silver
  skinner sky slater small smart snow son spark sparrow spring stamp star steel stone storm street strong sue summer summers sun swan sweet
  swift tanner teal terrace thorn tiger tom tower townsend trinity trip tucker turner vale van wade walker wall walls ward ware waters way weaver
  webb week wells west wheeler white wild will wills winter wise wolf wood woods worth wren wright yard young`.split(/\s+/),
)

/** Titles before which an ordinary word is a name, however it is written. */
export const formsOfAddress = ['mr', 'mrs', 'ms', 'miss', 'mx', 'dr'] as const

/** Words of names that tell nobody: titles, and particles before a last name. */
export const titles: ReadonlySet<string> = new Set('mr mrs ms miss mx dr prof rev sir lady lord master madam councillor cllr'.split(' '))
export const particles: ReadonlySet<string> = new Set(
  'van von der den de du la le les el al bin ibn binti ap ab ferch di da dos das del della st ten ter and y'.split(' '),
)
