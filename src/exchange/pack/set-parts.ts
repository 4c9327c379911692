// The typesetter: a separate process that `typesetter.ts` starts. It receives parts of a pack and answers each when its PDF is on disk.
import { openTypesetting } from './set-part.ts'

const setPart = openTypesetting(import.meta.dirname)

process.on('message', (order) => {
  const answer = setPart(order)
  process.send?.(answer)
})
process.on('disconnect', () => process.exit())
