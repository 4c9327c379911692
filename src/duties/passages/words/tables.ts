import { places } from './places.ts'

const times = `monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
  december mon tue tues wed weds thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec christmas xmas easter boxing bst gmt ramadan eid diwali`
const peoples = `english british cornish welsh scottish scots irish polish romanian bulgarian ukrainian russian lithuanian latvian hungarian albanian
  portuguese spanish french german italian greek turkish kurdish arabic syrian iraqi iranian afghan pashto dari farsi urdu punjabi hindi bengali
  tamil somali nigerian ghanaian eritrean tigrinya amharic chinese mandarin cantonese vietnamese thai filipino jamaican brazilian american
  european african asian caribbean christian muslim hindu sikh jewish catholic bsl makaton slovak czech slovakian gujarati sylheti`
const firms = `livewest alzheimer alzheimers parkinson parkinsons zurich mira paxton biffa yodel experian cust custs tnt tnts nok st
  ot da nino cert certs lgsr livewest otis shekinah stepchange mears wickes screwfix argos tesco asda sainsburys morrisons aldi lidl waitrose currys ikea boots halfords homebase travis perkins
  jewson howdens vaillant baxi worcester bosch glowworm potterton alpha intergas grundfos dyson hotpoint indesit zanussi beko samsung
  sky virgin vodafone ee giffgaff talktalk plusnet edf eon ovo octopus utilita npower bulb sww swwater openreach
  facebook whatsapp instagram snapchat tiktok youtube google teams zoom outlook skype twitter messenger nextdoor netflix amazon ebay vinted gumtree
  rightmove zoopla barclays lloyds natwest santander halifax nationwide hsbc monzo starling paypal citizens shelter mencap nspcc samaritans turning
  homechoice homeswapper homemaker capita serco pip esa jsa uc dwp dhp lha hmrc nhs cmht camhs mash marac asb asbo aspb cbo cpn cpw cpo
  ombudsman occupational therapist universal credit ford fiesta focus transit vauxhall corsa astra peugeot renault citroen volkswagen vw golf polo
  audi bmw mercedes toyota nissan honda kia hyundai skoda seat volvo mini fiat dacia yamaha suzuki kawasaki staffordshire
  alsatian labrador rottweiler pitbull chihuahua jack-russell yale chubb velux everest anglian envirovent nuaire aico kidde honeywell hive nest
  dnd tbc tba eta fao cc bcc ref ps pps id dob pc gp tv am pm eod asap fyi btw vm vmail voicemail lvm ncb na nfa oot ooh msg txt em att attn
  appt appts appmt tel mob ext no nos num hr hrs min mins sec secs wk wks yr yrs mth mths ltr app apps info docs doc pdf jpg photo pics pic
  cctv epc eicr lgsr cp12 co2 led pvc upvc mdf rcd dpc dno sw nw ne se sco hmo prs bt rta ctax t&c ta tcy tncy kpi sla hq hr it h&s
  ok okay thx thks ur pls plz cos bc esp approx inc incl excl etc eg ie vs re aka wd nb poss prob def obvs tho thru cuz coz gonna wanna gotta dunno ain
  tennant tennants tenent recieved reciept definately seperate occured wich teh thier untill accomodation neighbor neighbors
  handover overnight callback callout workstream helpdesk sharepoint crm civica orchard northgate aareon activeh capitas qlx salesforce dynamics
  lino combi ufh ashp trv stopcock stopcocks fascia fascias soffit soffits grouting regrout rewire reglaze unblock repointing repoint jetted
  covid online livestream wifi broadband email emails emailed voids decant decanted decants gdpr dpa sar dsar foi dpo ico
  gov uk www http https com org co net html`
const contractions = `hed theyd youd whod itd dont didnt doesnt wasnt isnt cant wont wouldnt couldnt shouldnt havent hasnt hadnt werent arent im ive id ill youre youve theyre theyve
  hes shes thats whats theres wheres lets its wouldn couldn shouldn didn doesn hasn haven hadn isn aren wasn weren mustn needn`
/** Contractions without their apostrophe, which only small letters mean. */
export const shortForms: ReadonlySet<string> = new Set(contractions.split(/\s+/))
/** Short words of the desk, places, months and firms: words that are on lists of names, and that refer to nobody here. */
export const notNames: ReadonlySet<string> = new Set([...`${times} ${peoples} ${firms} ${contractions}`.split(/\s+/), ...places])

/** Ordinary words that are common first names in the UK as well. With a capital in the middle of a sentence they are taken for the name. */
export const everydayNames: ReadonlySet<string> = new Set(
  `sheila abbey ally amber amelia amy angel angelica april art ash aurora barney bea beau beck belle ben benedict benjamin bella beryl beth betty bev bill billie billy
  birdie blair blake bob bobby bonnie bonny brad brandy brent bruce bud buddy cam candy carol carter chad charity charlie charlotte chase cherry
  chip chris christian christie chuck clay clement clementine cliff cole colleen coral cody connie daisy dale dan daphne dawn dean deb dee dell des dexter diamond dick
  dolly don donna dora dot drew duke dusty earl ebony eddy ella ellie em emery eve evelyn ewan faith fanny fay faye felicity fern flo flora
  forest francis frank frankie fred gabby gail gale gay gary gaz gemma gene genie gerry gill gilly ginger ginny glen glenda gloria glory grace graham grant guy gus
  hal hank harmony harper harry harley harvey hazel heath heather hector henry herb heron holly honey honor hope howard hugh hunter iris isis ivory ivy
  jack jade jack jasmine jasper jay jean jenny jerry jess jesse jet jewel jill jim jimmy jo jock joe joey john johnny jolly josh joy jude jules julian june
  kale karma kay keen kelly kelvin ken kent kerry kim king kip kit kitty kris lance laurel laurie lea leaf lee len leo les levi lex lily linden linnet liz logan lorry lottie lou louis louise
  luce luck lucky luke lulu lux lyn mac mae maggie malcolm mandy marc margarita maria marie marigold marina mark marshal marshall martin mason mat matt maud max maxim may meg mel melody
  mercy merry mia mick mike miles milo misty mo moll molly mona morgan myrtle nan nancy nat neal ned nell nelly nelson neo nick nicky noel norm
  nova olive oliver ollie opal oscar otto paddy pam pansy parker pat patience patrick patsy patty paul pearl peg peggy penny perry pet pete peter
  petra petunia phil phoebe pip piper polly poppy precious preston primrose prince prudence queenie raf raj randy ravi raven ray rae reed reg rex rich rick ricky ris
  rio rita river rob robin rock rocky rod roger rogers roman rome ron rory rosa rose rosemary rosie rosy ross rowan roy ruby rudy russ russell rusty ruth sage sal
  sally sam sandy sasha savannah saul scarlet scott serena shane shaun shaw shay shelly sherry sid sienna sierra sky skye skip sonny sonya spencer stan star
  ste stella stephen sterling steve stew storm stu sue summer sunny sunday suzy taffy tad tam tammy tan tanner tansy tara tasha taylor ted teddy tel temple terry tess tiger tim
  timothy tina toby tod tom tommy toni tony topaz tracy treasure trent trey trick trinity trip tris trish trudy troy tuck turner ty tyler val vale valentine vera
  verity vic victor victoria viola violet virginia vivian wade wallace wally walter warren wayne wes will willow willy win windy winnie winter wren yvette zeb zed zara ziggy zoe
  marge margo gran bert bernie benny bryn carl clive dwayne elliot gav kev nev ryan vin vince vinnie bee blossom clover constance cosmo cyril destiny echo eden ember essence fleur gift hero indigo jewel justice kiki lark lexi liberty london love major maple nevaeh ocean pixie prosper rain rainbow reef robyn royal saffron sapphire serenity shell skipper sparrow tiger wolf woody marvel hasty bliss blessing favour goodness promise comfort wisdom fortune innocent emmanuel godwin sunday monday friday precious`
    .split(/\s+/)
    .filter((name) => !['tel', 'ris', 'trick', 'trip', 'monday', 'friday', 'sunday', 'march', 'london', 'hasty', 'raf'].includes(name)),
)

/** Common surnames in the UK that are ordinary words as well: after a first name they belong to it. */
export const surnamesLikeWords: ReadonlySet<string> = new Set(
  `abbot archer arch ash bailey baker ball banks barber barker barnes baron barrow bass bates beach bean beard beck bell bennet bent berry best birch bird bishop black
  blackmore blackwell blake bland blunt bloom bolt bond bone booth bourne bow bowman box brace bray brand bridge bridges briggs bright broad brook brooks broom brown brooke buck bull bullock
  bunce burn burns burr bush butcher butler butter byrne cannon carpenter carr carter carver case cash castle chambers chance chandler chapel chapman chase cherry 
  clay clements  coach coates cobb cole coleman collier cook cooke coombe coombes cooper coram couch  cox crane craven crisp cross crouch crow cross curry curtis
  dale daniels dark davey dawe dawes day deacon dean diamond dear dobbs down downs drake draper drew drinkwater driver drummond duck duke dunn dyer eagle earl east
  england english farmer farrier fields field finch fish fisher fleet fletcher flint flood flower flowers foot ford foreman forest forester forward foster fowler fox franks frank freeman french friend
  frost fry fuller gale gardener gardner garland gates gay german giles gill glass glover godfrey gold golding good goodman goodwin goose gosling grace grant graves gray green
  greenwood grey griffin grove groves guy hale hall ham hammond hancock hand hands hardy harding hare harper harris hart harvey hawk hawke hawkes hawkins hawks hay hayward heard heath hedges hicks hide high hill hills
  hoare hobbs hogg holiday holland holly holmes holt hood hook hooker hooper hope horn horne horton  howe hunt hunter hurst ivory jacks jackson james jarman jenkins jewell joiner joy judge
  keen key king kirk kite kitchen knapp knight knott lake lamb lambert land   law lawn lawson leach leaf lee lees legg lemon light lilley lily little lock lodge
  long lord love lovell low lowe luck lucas luff major mann march mark marks marsh marshall martin mason masters may mead mears mercer miles mill miller mills milton mitchell moody moon moor moore moore morris moss
  mould mount murray myers nail nash neat neck newman newton nelson nicks nightingale noble north norman north norris nott nutt oak oakes oakley oates old oldfield orchard orange osborne overend pace page paget paine palmer
  parish  parker parks parson parsons partridge pascoe patch payne peach peacock pearce pearl pears pepper perry pettit pickles pike piper pitt pitts plant platt plum plummer plumber pollard pool poole pope
  porter post potter potts pound powell power powers pratt price pride prince prior priest proud pugh purse quick rain ray read reader reading reed reeve reeves rice rich ridge ring rivers roach roberts rock
  rod rogers rook roper rose rowe royal rudd rush rust sadler salmon salter sanders sands savage sawyer sergeant seal sellers sharp sharpe shaw sheldon shepherd shepard shields ship shock short silver simmonds sims singer
  skinner slack slater  smart smith snow sparks sparrow speed spencer spicer spring squire staff stables stamp stanley steel stock steer stone storm storey  strong stubbs sugar summer summers sumner swan swallow sweet swift
  tanner  tate taylor temple thatcher thorn thorne tidy tiler till tinker tolley tongue tower towers townsend trout tuck tucker tull turner twist tyler underhill underwood urban vale vane venture vicar
  vickers vine viney wade wagstaff wait wake wakefield walker wall waller walls walters ward warden ware warne warner warren waterhouse waters watson watt watts  weaver webb webber weeks welch wells west weston
  wheat wheeler white whitehead wild wilde wilks will willis wills wilson winch winter winters wise wolf wood woodcock woodford woods woodward wool wordsworth worth wren wright yard yates yeo york young trigger`.split(
    /\s+/,
  ),
)

/** First names that are plants, birds and the like too: in small letters they are taken for those. */
export const growing: ReadonlySet<string> = new Set(
  'ivy holly hazel heather olive iris daisy poppy lily fern basil jasmine cherry willow rowan laurel bay ash rose robin wren jay martin clover primrose violet lavender myrtle rosemary woody sage bryony linden poppies lark raven dove kestrel ruby pearl amber jade crystal coral summer autumn winter storm river misty sandy rusty rocky'.split(
    ' ',
  ),
)
