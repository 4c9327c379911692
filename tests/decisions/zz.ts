import { agree } from './agree.ts'
import { smallLandlords } from './editions.ts'

for (const r of await smallLandlords()) {
  const t = process.cpuUsage()
  const w = agree(r)
  const u = process.cpuUsage(t)
  console.log(w.questions, w.differences, (u.user + u.system) / 1e6)
}
