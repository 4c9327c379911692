/** All invented: common names, streets that do not exist, numbers reserved for drama (Ofcom), example.org. */
export const firstNames = [
  'Amina',
  'Bryn',
  'Cerys',
  'Dilys',
  'Ewan',
  'Farah',
  'Gwen',
  'Harun',
  'Iris',
  'Jago',
  'Kerensa',
  'Loveday',
  'Morwenna',
  'Nadia',
  'Owen',
  'Perran',
  'Rosa',
  'Samir',
  'Tamsin',
  'Zofia',
] as const
export const lastNames = [
  'Yusuf',
  'Tregenza',
  'Penrose',
  'Nowak',
  'Hocking',
  'Osei',
  'Carew',
  'Bolitho',
  'Rahman',
  'Trevithick',
  'Kellow',
  'Martin',
  'Angove',
  'Pascoe',
  'Okafor',
  'Lanyon',
  'Vincent',
  'Grose',
  'Mitchell',
  'Hart',
] as const
export const streets = [
  'Alder Court',
  'Beacon Row',
  'Chapel Parc',
  'Dunes Close',
  'Engine House Lane',
  'Ferry View',
  'Gorse Hill',
  'Harbour Steps',
] as const
export const postcodes = ['EX5 2FZ', 'TR1 1AA', 'PL1 1AA', 'TQ1 1AA', 'BS1 1AA', 'TA1 1AA'] as const
export const officers = ['Marek Bell', 'Joan Tully', 'Sita Rao', 'Will Couch'] as const
export const advisers = ['Dee Marsh', 'Colin Reeve', 'Ann Hosking'] as const
export const topics = [
  ['No hot water', 'The boiler shows F28. An engineer is booked.'],
  ['Rent query', 'Asked about the balance. A statement was sent.'],
  ['Damp in the bedroom', 'Black marks by the window. An inspection is booked.'],
  ['Change of telephone number', 'The new number was noted.'],
  ['Noise at night', 'Asked what can be done. The diary sheet was explained.'],
  ['Moving out', 'Asked how to give notice. The form was sent.'],
] as const
export const needs = [
  'Large print letters',
  'More time to get to the door',
  'An interpreter for Somali',
  'Text, not telephone',
  'Step-free access',
] as const
