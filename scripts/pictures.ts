// Draws the README's pictures from a system that runs with the invented example, so that they show what is there.
import { join } from 'node:path'
import { ownTemporaryFolder } from '../tests/support/temporary-folder.ts'
import { startDesk } from '../tests/web/running-desk.ts'

const pictures = join(import.meta.dirname, '..', 'docs/pictures')
const width = 1366

const { leave } = await ownTemporaryFolder()
const desk = await startDesk()
try {
  const page = await desk.signedInAs('Joan Tully', width)
  const draw = (name: string, height: number) =>
    page.screenshot({ path: join(pictures, name), fullPage: true, clip: { x: 0, y: 0, width, height } })
  await desk.findAndOpen(page, 'Angove')
  await desk.sayWhy(page, 'Repairing and maintaining homes')
  await page.getByText('Open because').waitFor()
  await draw('desk.png', 1215)
  await page.goto(`${desk.at}/promises`)
  await draw('promises.png', 1425)
} finally {
  await desk.stop()
  await leave()
}
