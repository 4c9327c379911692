/**
 * Words of the trade that stand for no person: things, payments, ways to get in touch. Nobody is told of by them, however they are put together.
 * None is anybody's name, a relation, a number of a home, or a
 * word that points at somebody or stands before who did something (“by”, “from”). What is not listed is read by a person.
 */
const ordinary: ReadonlySet<string> = new Set(
  `a about abusive account adjustment advance all and annual answer application appointment are arrears at automatic balance bank banking
  basic bathroom bedroom benefit billing block boiler bookings bottle broken burst call calls card care cash ceiling change charge
  charged charges cheque claim cleaning closed cold communal complaint concern contact contract cooker correction council counter
  credit current damp date day days debit december deposit detail details direct district door drain due electric electrical electricity
  email end engineer enquiry entry error estate evening event february fee fence fire five fixed flood flooding floor footage for
  form fortnight four friday front garage garden gas gate general grass ground group gutter health heating home hot house housing
  improvement in incident incoming increase information inspection insurance interim invoice january july key kitchen landline late
  leak leaking lease legal letter licence lift light lighting lights lock lost maintenance meeting message mobile monday month
  monthly months mould move moved moving new newsletter no noise note november occupant occupier october of office on one online open
  opening order out outgoing overdue overpayment paid paint parking part payment payments pending period permit phone pipe plan
  planned police power pre print programme property quarter quarterly question radiator reading rebate received refund remote rent
  rental repair repairs reply request returned review right roof saturday second secure service services shower sign signal smoke sms
  social standing start statement stop sub sunday supply survey system tank tap telephone temporary tenancy tenant test text the
  thermostat three thursday to toilet transaction transfer tuesday two unit universal update upgrade upkeep urgent utility vacant
  visit voice waste water weather web website wednesday week weekly weeks window windows work works write yard year yearly years`.split(
    /\s+/,
  ),
)

/** A sum, a day or a time of day, such as a payment is noted with; no more digits than these have, so that it is nobody's number. */
const figure = /^(?:£?\d{1,3}(?:,\d{3})*(?:\.\d\d)?|\d{1,2}[:/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)$/u

/** Whether nothing in a text can tell of anybody: each word of it is known to stand for no person. */
export function namesNobody(text: string): boolean {
  const words = text.split(/[\s,;:()&+_-]+/u).filter((word) => word !== '')
  return words.every((word, place) => isOrdinary(word.replace(/[.!?]$/u, ''), place) || figure.test(word))
}

/** Names too, where they are written as one: “Day paid” may be of somebody. */
const namesWithCapital: ReadonlySet<string> = new Set(['day', 'grass', 'house', 'light', 'lock', 'weeks'])

/** A capital in the middle of a text makes a name of a word: “Weeks” is one, “weeks” is none. */
function isOrdinary(word: string, place: number): boolean {
  const lower = word.toLowerCase()
  if (word === lower) return ordinary.has(word)
  const beginsText = place === 0 && !namesWithCapital.has(lower)
  return (beginsText || (word.length > 1 && word === word.toUpperCase())) && ordinary.has(lower)
}
