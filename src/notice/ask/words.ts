import { inFull } from './short-forms.ts'

/** What is read of a question: a whole paragraph of talk, and no book. */
export const mostCharacters = 600
const mostWords = 120

/** The words of a text as they are compared: small letters, no accents, no apostrophes, no signs, short forms in full. */
export function wordsIn(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’‘`´]/g, '')
    .toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords).map(inFull)
}

const vowel = /[aeiouy]/

/** A word without its ending, so that "recorded", "records" and "recording" are one. Rough on purpose: both sides are cut in the same way. */
export function stemOf(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  const single = word.replace(/ies$/, 'y').replace(/([^aeious])s$|([aeo])s$/, '$1$2')
  const cut = single.replace(/(?:ing|ed)$/, '')
  const bare = cut !== single && cut.length > 2 && vowel.test(cut) ? cut.replace(/([bdfgkmnprtv])\1$/, '$1') : single
  return bare.length > 4 ? bare.replace(/e$/, '') : bare
}

/** Words that say nothing of what is asked: they are read in a saying, such as "how long", and nowhere else. */
const small = new Set(
  [
    'a about actually again all also am an and any anyway are arent as at back basically be because been being but by came come could did do does doesnt dont done',
    'down each else even ever for from gave get gets getting give given go goes going gonna gone got gotten had has have havent having he hello her here hey hi him',
    'his how i id if ill im in into is isnt it its itll ive just kind know let like lot lots made make makes many may maybe me mean might more most much must my',
    'myself need next no not now of off ok okay on once one or other our ours out over own please plz pls put really right said same say so some sort still stuff such',
    'sure surely take taken tell than thanks that thats the their them then there theres theyre these they thing things think this those though through till to',
    'too try u under until up ur us very want wanna wants was wasnt way we well went were what whats whatever when where whether which while who whos why will with',
    'within without wont would wouldnt ya yeah yes yet you youre your youve yours lady man guy guys bit cos coz cause anyone anybody someone somebody something',
    'anything everything everyone everybody nothing nobody whole exactly mate love sorry question ask asking asked wondering wonder quick first last only wat',
    'already always never today tomorrow yesterday week month year time times day days weeks months years bloody damn blimey erm um oh well lol pal',
    'can people peoples ppl person another since away come comes coming came say says said saying guess suppose ever person ones somehow anyway seem seems',
    'does did doing please thank hiya dear alright actual around along across behind bad good nice new old big little few loads load whole bunch lads lad girl bloke woman somewhere',
    'sit sits wanted wanting try trying tried thats hows whos wheres whens whys hed theyd id itd someones anyones everyones people',
    'january february april june july august september october november december monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night',
    'march ago recently lately summer winter spring autumn easter xmas livewest',
    'ain aint cant shouldnt should couldnt didnt hasnt hadnt werent wouldve ud youd youll theyve weve were shes hes hers she himself herself themselves themself',
    'ye ere wiv innit init tf wtf ffs omg hell heck flipping blooming blinking flaming lover maid proper gert dreckly ta cheers baint hows dunno gotta lemme',
    'd ud ull every happen happens excuse sir madam kindly grateful possible possibly problem anywhere wheres reckon honest bother shame silly stupid ridiculous',
    'useless simply certain certainly concerning regarding wish hope hoping appreciate thankful short bloomin ruddy freakin effin literally obviously gives',
  ]
    .join(' ')
    .split(' '),
)

export function isSmall(word: string): boolean {
  return word.length < 2 || small.has(word)
}
