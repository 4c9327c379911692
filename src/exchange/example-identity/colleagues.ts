import type { Colleague } from '#gate/judge.ts'

/** Invented colleagues of the invented landlord, one for each way of working that the desk shows. */
export const exampleColleagues: readonly Colleague[] = [
  { id: 'example-dee', name: 'Dee Marsh', team: 'Contact team', roles: ['customer-service-adviser'] },
  { id: 'example-marek', name: 'Marek Bell', team: 'Neighbourhoods', roles: ['housing-officer'] },
  { id: 'example-colin', name: 'Colin Reeve', team: 'Income team', roles: ['income-officer'] },
  { id: 'example-joan', name: 'Joan Tully', team: 'Repairs planning', roles: ['repairs-planner'] },
  { id: 'example-sita', name: 'Sita Rao', team: 'Support team', roles: ['support-worker'] },
  { id: 'example-priya', name: 'Priya Nair', team: 'Complaints team', roles: ['complaints-officer'] },
  { id: 'example-ann', name: 'Ann Hosking', team: 'Contact team', roles: ['team-leader', 'customer-service-adviser'] },
  { id: 'example-will', name: 'Will Couch', team: 'Management', roles: ['senior-manager'] },
  { id: 'example-ruth', name: 'Ruth Adeyemi', team: 'Data protection', roles: ['data-protection-officer'] },
  { id: 'example-moira', name: 'Moira Penrose', team: 'Data protection', roles: ['data-protection-officer'] },
  { id: 'example-tom', name: 'Tom Veale', team: 'Communications', roles: ['communications-officer'] },
  { id: 'example-nia', name: 'Nia Pascoe', team: 'Offices', roles: ['receptionist'] },
  { id: 'example-joe', name: 'Joe Treloar', team: 'Offices', roles: ['fire-warden'] },
  { id: 'example-kit', name: 'Kit Lowry', team: 'Safety', roles: ['cctv-operator'] },
  { id: 'example-sam', name: 'Sam Ito', team: 'Systems', roles: ['system-administrator'] },
]
