/** Places that notes of a landlord in the South West name, folded; a name of several words gives each of them. Towns named like people are left out. */
export const places: ReadonlySet<string> = new Set(
  `plymouth exeter truro torquay paignton brixham torbay barnstaple bideford tiverton crediton cullompton honiton axminster seaton sidmouth
  exmouth dawlish teignmouth abbot ashburton buckfastleigh totnes dartmouth kingsbridge salcombe ivybridge plympton plymstock devonport
  stonehouse efford crownhill derriford tavistock okehampton holsworthy hatherleigh torrington ilfracombe braunton lynton lynmouth
  cornwall devon dorset somerset wiltshire gloucestershire avon hampshire dartmoor exmoor bodmin saltash torpoint liskeard looe polperro
  callington launceston bude camelford wadebridge padstow newquay austell fowey lostwithiel blazey falmouth penryn redruth camborne pool
  hayle helston penzance marazion newlyn mousehole porthleven perranporth perranwell illogan tuckingmill threemilestone chacewater
  mevagissey roche bugle taunton bridgwater yeovil minehead watchet wellington chard ilminster crewkerne wincanton frome shepton mallet
  glastonbury wells burnham highbridge weston super mare clevedon portishead nailsea keynsham bristol bath bedminster filton
  knowle hartcliffe southmead swindon chippenham trowbridge devizes melksham salisbury warminster calne gloucester cheltenham stroud
  tewkesbury cirencester poole bournemouth weymouth dorchester bridport gillingham shaftesbury sherborne christchurch lyme regis wareham swanage
  london birmingham manchester liverpool leeds sheffield newcastle sunderland nottingham leicester derby coventry wolverhampton cardiff
  swansea newport edinburgh glasgow aberdeen dundee belfast southampton portsmouth brighton reading oxford cambridge norwich ipswich hull
  york middlesbrough stoke peterborough luton slough watford basingstoke guildford croydon wembley tottenham hackney brixton essex sussex
  surrey norfolk suffolk yorkshire lancashire cumbria northumberland midlands cotswolds scilly wight
  england scotland wales ireland britain uk europe america usa australia canada germany france spain portugal italy greece turkey poland romania
  bulgaria ukraine russia lithuania latvia hungary albania kosovo syria iraq iran afghanistan pakistan bangladesh nigeria ghana somalia eritrea
  ethiopia sudan egypt morocco kenya zimbabwe jamaica brazil philippines vietnam thailand hong kong japan malta cyprus majorca tenerife benidorm
  whipton heavitree pinhoe topsham wonford countess wear alphington beacon cranbrook clyst newton kingsteignton ottery budleigh salterton
  woolwell southway leigham estover whitleigh ernesettle honicknowle mutley mannamead lipson stoke keyham swilly ham hooe
  bovey tracey chudleigh kingskerswell churston galmpton stoodleigh bampton witheridge moulton northam westward appledore instow
  lanivet indian queens probus grampound tregony mylor mabe constantine mullion lizard porthtowan agnes stithians lanner carharrack daniell`
    .split(/\s+/)
    .filter((place) => place !== 'agnes' && place !== 'tracey' && place !== 'daniell'),
)
