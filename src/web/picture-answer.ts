import type { FastifyReply } from 'fastify'

/** A picture as it comes out of the vault; kept by nobody, so that it is gone everywhere once it is taken down. */
export function sendPicture(
  reply: FastifyReply,
  picture: { readonly type: string; readonly bytes: number; readonly read: () => AsyncIterable<Uint8Array> },
): FastifyReply {
  return reply
    .headers({
      'content-type': picture.type,
      'content-length': picture.bytes,
      'content-disposition': 'inline',
      'cache-control': 'no-store',
    })
    .send(picture.read())
}
