/** Short and other forms of first names as they are used in the UK, a person's names in one group. A form may be in several. */
const table = `
  aaron az azza azzer ron; declan dec deco deccy dek;
  abdul abdi abdal abdel abdull; abigail abi abbie abby gail; adam ads addy; adrian ade; agnes aggie nessie; aidan aiden;
  alan allan allen al alun; albert bert bertie al; alexander alex al alec sandy xander lex sasha alexandru aleksander;
  alexandra alex alexa sandra lexi sasha aleksandra ola; alfred alf alfie fred; alice ali; alison ali allison alyson; amanda mandy manda;
  amelia amy millie milly; andrea andie ange; andrew andy andi drew andrzej andrei andre; angela angie ange; angharad harri;
  ann anne annie anna; anthony tony ant anton antony toni; antonia toni; archibald archie; arthur art artie;
  barbara barb babs barbie basia; barnaby barney; barry baz bazza; beatrice bea bee trixie; benjamin ben benny benji; bernadette bernie;
  bernard bernie; beverley bev beverly; bradley brad; brenda bren; bridget bridie biddy bridgette; bronwen bron; cameron cam;
  carol carole caz carolyn; caroline caro carrie caz;
  catherine cath cathy kate katie kath kathy kathryn kit kitty cat katherine katharine kathleen kay katarzyna kasia catrin;
  cecilia cissie celia; charles charlie chas chuck chaz; charlotte charlie lottie lotte char; cheryl chez; chloe chlo;
  christine chris chrissie tina christina krystyna; christopher chris kit topher kris; claire clare clair; clifford cliff;
  constance connie; curtis curt; cynthia cindy; daniel dan danny dani; danielle dani danni; darren daz dazza;
  david dave davy davie dai dafydd dawid daithi; dean deano; deborah deb debs debbie debra; denise den dee; dennis den denny;
  derek del degsy; diana di diane dianne; dominic dom nic; donald don donny; dorothy dot dotty dottie dolly dora; douglas doug dougie;
  duncan dunc; edward ed eddie eddy ned ted teddy; eleanor ellie nell elinor nora elena;
  elizabeth liz lizzie lizzy beth betty betsy eliza lisa libby bess bessie elisabeth elsie lilibet elspeth elzbieta ela;
  emily em emmie emma millie; emma em emms; eric rick; ernest ernie; esther essie hester; eugene gene; evelyn evie eve;
  fatima fatimah fatma fatema fatoumata; ffion fi; fiona fi fee; florence flo florrie flossie;
  frances fran francesca frankie frannie cesca; francis frank frankie fran; franklin frank; frederick fred freddie freddy frederic;
  gabriel gabe; gabrielle gabby gaby; gareth gaz gary garry; gary gaz gazza garry; gavin gav; geoffrey geoff jeff jeffrey jeffery;
  george georgie jory; georgina georgie gina georgia; gerald gerry jerry ger; geraldine gerry; gertrude gertie trudy;
  gillian gill jill gilly jilly; glenn glen; gordon gord; graham graeme grahame; grace gracie; gregory greg gregor; gwendolyn gwen;
  gwyneth gwyn gwen; hannah han hanna; harold harry hal; harriet hattie harry harri; hazel haze; heather hev;
  helen nell ellie nellie helena; henry harry hal hank; herbert bert herb; hilary hils; howard howie; hubert bert; hugh huw hughie;
  hussein hussain husain hossain; ian iain; imogen immy; irene rene; isaac ike zac; isabel bel bella izzy isabelle isobel isabella issy;
  ivan vanya; jack jackie jac; jacob jake jakub kuba; jacqueline jackie jacky jacqui jac jaki jaqueline; james jim jimmy jamie jem jago;
  jane janie jayne jan; janet jan; janice jan janis; jason jase jay; jean jeannie jeanette; jemima mima jem;
  jennifer jen jenny jenni jenna; jeremy jem jez jerry; jerome jerry; jessica jess jessie; joan joanie;
  joanna jo joanne joann asia joasia; jocelyn joss; john jon johnny jack jonny jan sean shaun ieuan ifan;
  jonathan jon jonny johnathan jonathon nathan; joseph joe joey jo jozef yusuf yousef youssef; josephine jo josie joey; joshua josh;
  joyce joy; judith judy jude judi; julia jules julie; julian jules; justin jus; karen kaz karin caren; katarzyna kasia kate;
  keith keithy; kelly kel; kenneth ken kenny; kerry kez; kevin kev kevan; kimberley kim kimberly; krzysztof chris krzys krzysiek;
  laura lol laurie lori; lawrence larry laurie loz lawrie laurence; leanne lee leigh; leonard len lenny leo; leslie les lesley;
  lesley les lesly; lewis lew louis; lillian lil lily lilly; linda lin lindy lyn lynda; lindsay lins lindsey linsey; lorraine lol rain;
  louis lou louie; louise lou lulu; lucy lou luce lucie; lynn lyn lynne; madeleine maddy maddie madeline; magdalena magda lena;
  malcolm mal malc; malgorzata gosia margaret; marcus marc;
  margaret maggie mags meg peggy marge margie greta rita daisy madge margy marg peg; maria mary marie mia; marianne mari; marilyn maz;
  marion maz marian; marjorie marge madge margery; mark marc marek marcus; martha marti patty; martin mart marty martyn;
  mary molly polly may mae maureen; matilda tilly tilda mattie; matthew matt mat matty mateusz mathew; maureen mo mau; maurice mo morris;
  maxwell max; maximilian max; megan meg meggie meghan; melanie mel; melissa mel lissa;
  michael mick mike micky mickey mikey mic michal mihai mikolaj; michelle shell chelle mich; mildred millie; miriam mim;
  mohammed mohammad muhammad mohamed mo mohamad muhammed mohd md ahmed moe mehmet; morwenna wenna; moira moyra; nancy nance;
  natalie nat nats tasha; natasha tash tasha nat; nathan nate nath nathaniel; nathaniel nat nate nathan; neil neal niall;
  nicholas nick nicky nic nicolas nico klaas mikolaj; nicola nic nicky nikki nicki niki; nigel nige; noel nolly; norman norm;
  oliver ollie olly oli; olivia liv livvy olive; oscar ozzy; osman usman othman; pamela pam;
  patricia pat patsy trish tricia trisha patti patty; patrick pat paddy padraig paddie; paul paulie pawel; pauline paula;
  penelope penny pen; perpetua pet; peter pete petey piotr petroc; philip phil pip phillip; philippa pip pippa; phoebe phebe;
  phyllis phyl; priscilla cilla; rachel rach rachael rae; ralph rafe; raymond ray; rebecca becky becca beck bex becs rebekah;
  reginald reg reggie; rhiannon rhi annie; richard rick ricky rich richie dick dickie rik ritchie;
  robert rob bob bobby robbie bobbie bert robin; roberta bobbie; roderick rod roddy; rodney rod; roger rog; ronald ron ronnie;
  rosalind ros roz; rosemary rose rosie romy; rowena ro; roy roi; russell russ; ruth ruthie; ryan rye; sabrina bri;
  samantha sam sammy sammie; samuel sam sammy samir; sandra sandy sand; sarah sal sally sara sadie sare; scott scotty;
  sean shaun shawn shane; sebastian seb bas; sharon shaz shazza sharron; shirley shirl; sian shan siân; sidney sid sydney;
  siobhan shiv shivaun siobhain; simon si sime; solomon sol; sophie soph sophia sofia zofia; stacey stace stacy; stanley stan;
  stephanie steph steff stephie; stephen steve stevie steven ste stephan steffan szczepan; stewart stu stuart stew; stuart stu stewart;
  susan sue suzie susie suki suzy sukie susannah; susannah sue susie zannah susanna suzanna; suzanne sue suz suzie; sylvia syl silvia;
  tamsin tam tammy tamzin; tanya tan tania; teresa terri tess tessa terry theresa tracy; terence terry tel terrance;
  thomas tom tommy thom tomasz twm; timothy tim timmy; toby tobes tobias; tracey trace tracy; trevor trev; tristan tris; valerie val;
  vanessa ness nessa; veronica ronnie vera nica; victor vic; victoria vicky vicki tori vikki vix vic; vincent vince vinny vin; violet vi;
  virginia ginny; vivian viv; vivienne viv vivien; walter wal walt wally; wendy wend; wilfred wilf fred;
  william bill billy will willy liam wills willie bil gwilym; winifred win winnie freda; yusuf joseph yousuf yousaf yusef;
  yvonne von vonnie; zachary zac zach zak; zoe zo; ibrahim ebrahim abraham ibby; ismail ishmael ismael; khadija khadijah khadeeja;
  aisha ayesha aysha aishah; zainab zaynab zeinab; hasan hassan; omar umar omer; ali aly; agnieszka aga agnes; ewa eva; jadwiga jadzia;
  grzegorz greg grzes; wojciech wojtek; stanislaw stan staszek; tadeusz tadek; zbigniew zbyszek; kazimierz kaz; dmitri dima dmitry;
  vladimir vlad volodymyr vova; oleksandr sasha alex; olena lena elena; svetlana sveta; gurpreet gurp preeti; harpreet harp preet;
  manpreet manny; jaswinder jas jassi; sukhwinder sukh; balwinder bal; parminder pam; jasmine jas jaz jasmin yasmin; krishna kris;
  rajesh raj; sanjay sanj`

const groups: readonly (readonly string[])[] = table
  .split(';')
  .map((group) => group.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().split(/\s+/))

/** Every first name of the table and every form of one. */
export const nicknames: ReadonlySet<string> = new Set(groups.flat().filter((name) => name.length > 2))

const groupsOf = Map.groupBy(
  groups.flatMap((group) => group.map((form) => ({ form, group }))),
  ({ form }) => form,
)

/**
 * What else somebody with a first name may be called: the other forms in the group that begins with it. Where it begins none, it is a short form
 * itself (`bob`), and every line with it counts. The forms of those forms do not: “Kit” may be Christopher or Katherine.
 */
export function otherForms(first: string): ReadonlySet<string> {
  const all = (groupsOf.get(first) ?? []).map(({ group }) => group)
  const own = all.filter((group) => group[0] === first)
  return new Set((own.length > 0 ? own : all).flat().filter((form) => form !== first))
}
