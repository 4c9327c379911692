import { join } from 'node:path'
import { answerTools } from '#exchange/pack/answer-tools.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { pdfReader } from '#media/pdf-words.ts'
import { clearSetAside } from '#media/set-aside.ts'
import type { Editions } from '#web/deps.ts'
import { closedDeskDoor, deskDoor } from '#web/desk/desk.ts'
import type { Look } from '#web/look.ts'
import type { Door } from '#web/server.ts'
import type { Settings } from './settings/settings.ts'
import { exampleSignIn } from './sign-in/example-sign-in.tsx'
import { ownSignIn } from './sign-in/own-sign-in.ts'
import type { Running } from './system.ts'

/** The desk, with one way of signing in: the example's provider, the landlord's own, or none. Never two of them. */
export async function deskDoors(
  system: Running,
  settings: Settings,
  home: string,
  editions: Editions,
  look: Look,
  ffmpeg: Ffmpeg | null,
): Promise<readonly Door[]> {
  // The database knows the secret from its first use on.
  await system.secrets.of('colleagues')
  const setAsideIn = join(settings.data, 'set-aside')
  await clearSetAside(setAsideIn)
  const tools = answerTools(home, setAsideIn, system.released, ffmpeg)
  const readsPdf = pdfReader(home)
  const deps = {
    gateDeps: system.deps,
    gate: system.gate,
    editions,
    look,
    ffmpeg,
    trust: system.trust,
    setAsideIn,
    readsPdf,
    answerTools: tools,
    witnessStandings: system.witnessStandings,
  }
  if (settings.example) {
    const { identityDoor, signIn } = await exampleSignIn(settings, editions, look)
    return [identityDoor, deskDoor({ ...deps, signIn })]
  }
  if (settings.provider === null || settings.url === null) return [closedDeskDoor({ editions, look })]
  return [deskDoor({ ...deps, signIn: await ownSignIn(settings.provider, settings.url, settings.data) })]
}
