import { connect, createServer, type Socket } from 'node:net'
import { freePort } from './free-port.ts'

/** A network between a browser and a site, with an address of its own. `works`: false where what is sent to it never comes to anything. */
export async function wire(to: string) {
  const port = await freePort()
  const sockets = new Set<Socket>()
  const state = { works: true }
  const server = createServer((near) => {
    sockets.add(near.on('error', () => near.destroy()))
    if (!state.works) return
    const far = connect(Number(new URL(to).port), '127.0.0.1')
    sockets.add(far.on('error', () => far.destroy()))
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  return {
    at: `http://127.0.0.1:${port}`,
    set(works: boolean): void {
      state.works = works
      cut()
    },
    async close(): Promise<void> {
      cut()
      await new Promise((closed) => server.close(closed))
    },
  }
}
