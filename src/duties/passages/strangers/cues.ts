const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

/** Titles, ranks and forms of address that stand before a name. */
export const titles = set(
  `mr mrs miss ms mx dr prof professor rev revd reverend father sister sir dame lord lady cllr councillor pc pcso wpc dc ds dcs di dci det supt sgt sergeant insp
  inspector constable officer detective capt captain major col nurse auntie aunty aunt uncle nan nanny nana granny grandad grandpa gran gramps mister missus imam pastor
  rabbi judge matron doctor madam mesdames messrs mme mlle pan pani senor`,
)
/** Before a name with a capital they belong to it. */
export const ranks = set(
  'watch station crew group acting senior detective police manager superintendent big little old young wee dona dom don',
)
/** Titles that are only these, so that any word after them is a name, with or without a capital. */
export const sureTitles = set(
  'mr mrs miss ms mx dr prof rev revd cllr councillor pc pcso dc sgt auntie aunty uncle mister messrs pastor missus',
)
export const femaleTitles = set('mrs miss ms lady dame madam auntie aunty aunt nan nanny nana granny missus')
export const maleTitles = set('mr sir mister uncle grandad grandpa')

/** Who somebody is to somebody. */
export const relatives = set(
  `son sons daughter daughters mum mother dad father stepson stepdaughter stepdad stepmum stepfather stepmother brother brothers sister sisters husband wife hubby missus
  partner ex boyfriend girlfriend bf gf fiance fiancee grandson granddaughter grandchild grandad grandfather grandmother grandma granny gran nan nana nanny uncle aunt auntie aunty
  nephew niece cousin mate friend friends child kid kids baby toddler twin twins lodger flatmate housemate roommate carer caregiver advocate guardian landlord landlady
  godson goddaughter widow widower bloke lad fella boy girl youth teenager teen inlaw stepbrother stepsister grandparents parents kid spouse visitor`,
)
/** Who somebody is by what they do or where they live. A name may follow at once: “neighbour Pat”, “plumber Dave”. */
export const roles = set(
  `neighbour neighbours tenant tenants resident residents occupier occupant leaseholder lessee householder applicant caller complainant witness perpetrator perp victim reporter
  locksmith interpreter translator paramedic coroner chemist landlord mechanic volunteer plumber electrician engineer operative contractor carpenter joiner plasterer roofer surveyor inspector gardener caretaker cleaner driver decorator handyman builder fitter glazier
  officer manager supervisor advisor adviser assistant coordinator worker nurse midwife doctor teacher solicitor social-worker keyworker warden apprentice
  receptionist agent clerk colleague partner foreman technician labourer trainee volunteer counsellor therapist gp hv psychologist trustee lodger carer mate sub pal`,
)
/** What is done to somebody: a person follows at once, or after “to”, “with”, “by”, “from” and the like. */
export const beforeAny = set(
  `told tell ask see meet via asked met phoned telephoned texted emailed informed contacted visited thanked saw chased hi hello dear hiya hey regards thanks cheers sincerely named cc attn fao signed called rang ring
  calling updated advised reminded warned interviewed introduced invited begged hit punched slapped pushed assaulted threatened blamed accused married dating knows love xx x xxx yours faithfully wishes`,
)
/** With a word before that speaks of talk or deeds, the next one is somebody: “spoke to”, “reported by”. */
export const linking = set('as is to with by from for via and per about against behind of')
export const talk = set(
  `known name spoke spoken speak speaking talk talked talking chatted met meeting wrote written said reported made raised received attended witnessed call called calls message email emails letter text texts
  note visit visited signed taken logged completed completed agreed argument row dispute dealt lives living live stays staying moved owned rented voicemail contact contacted told listened listen complaint complaints statement
  report reports allegation allegations apologised spoken forwarded sent gave given passed handed explained liaised liaise discussed referred referral belongs belonging belonged abuse harassment threats abused assaulted threatened harassed
  authorised actioned booked arranged cancelled approved escalated assigned allocated inspected fitted repaired opinion account version update request news behalf advice info information details appointment shouted sworn swore`,
)
/** What somebody does: a person stands right before it. */
export const afterAny = set(
  `said says say told tells asked asks rang rings phoned phones called calls telephoned texted emailed emails reported reports states stated confirmed confirms advised advises explained explains
  came comes went goes attended attends visited visits lives lived stays stayed moved knocked shouted shouts threatened threatens swore hit punched slapped kicked thinks thought believes wants wanted
  refused refuses agreed agrees promised denied denies admitted claims claimed alleges alleged complained complains mentioned responded replied apologised became died passed smokes drinks
  has had is was will would can could does did doesnt didnt wont isnt wasnt hasnt keeps kept saw sees knows knew got gets took takes left leaves let feels felt heard hears helps helped
  lent owes owed brought brings suggested insists insisted noted notes completed fixed fitted repaired replaced signed cancelled wrote sent sends works worked started never now also again still always won't wont cant hasnt hadnt wouldnt shouldnt havent dont reckons met gave gives made makes ran runs drove drives ate fell put puts cut sat stood spent slept fought caught bought paid held lost won rode wore spoke drew threw dug burnt dealt meant sold bit turned needs wants loves hates accused borrowed parked parks stole`,
)
/** The few of them that only people do. */
export const onlyPeople = set(
  `said says told asked rang phoned telephoned texted emailed stated confirmed advised explained came went attended visited lives lived stays stayed knocked shouted threatened swore punched slapped
  kicked thinks thought believes wants wanted refused agreed promised denied admitted claims claimed complained mentioned replied apologised smokes died heard saw knows knew insists lent brought suggested accused borrowed stole reckons`,
)
/** What makes the words before it a place or a body: “Rosewood Close”, “Derriford Hospital”. */
export const afterPlaces = set(
  `road rd street st avenue ave close cl court ct crescent cres drive lane ln way place pl terrace terr tce gardens gdns grove hill house lodge mews park parade square sq walk row
  view rise green gate quay wharf harbour marina bakery cafe cottages cottage flats mansions heights towers tower block estate villas vale meadow meadows orchard fields field bridge beach bay farm barton buildings building
  hospital surgery clinic school college academy university nursery church chapel centre center hub library council police station hotel inn arms pub bank
  ltd limited plc llp cic inc group services service solutions contractors contracting builders plumbing heating electrical roofing scaffolding glazing drainage windows homes housing association trust foundation
  society company co fm radio united city town rovers football club team department dept act unit office officers board scheme project programme programmes policy procedure allowance
   ward rock visa bank card account benefit tax award medical practice pharmacy chemist vets vet kennels hall room suite wing garage garages supermarket shop stores gazette herald county district parish village`,
)
/** Between the words of one name. */
export const particles = set(
  'de da di du del della van von der den ten bin ibn bint al el ul ap ab ferch la le st mac mc o dos das abu abd ur',
)
/** Before the name of a place. */
export const beforePlaces = set('in near at towards toward around outside through via')
/** “Ricky something”: a surname that the writer does not know. */
export const vague = set('something somebody someone whatsit whatshisname whatshername')
/** What people put between somebody's names when they are angry. */
export const oaths = set('bloody effing flipping fucking sodding')
