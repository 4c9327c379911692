import type { FastifyInstance } from 'fastify'
import { whyNotFilming } from '#duties/cameras/why-not-filming.ts'
import { mostBytes, pieceShape, takeInFootage } from '#exchange/recorder/take-in.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import { mediaDoor } from './media-door.ts'

/** `POST /api/v1/footage`: a recorder hands over what one camera filmed (CV1): `footage`, which camera and when, then `film`. */
export function footageDoor(deps: {
  readonly gateDeps: GateDeps
  readonly gate: Gate
  /** What the recorder proves itself with. */
  readonly recorderToken: string
}): (app: FastifyInstance) => Promise<void> {
  return mediaDoor({
    path: '/api/v1/footage',
    sender: 'recorder',
    token: deps.recorderToken,
    data: { field: 'footage', shape: pieceShape, told: 'docs/cameras.md' },
    media: 'film',
    mostBytes,
    one: 'footage',
    take: (piece, film) => takeInFootage({ ...deps.gateDeps, gate: deps.gate }, piece, film),
    refusals: {
      ...whyNotFilming,
      unregistered: 'no camera stands in the register under `camera`: register it before it films',
      past: '`from` is longer ago than the notice lets footage be kept',
      future: '`to` has not come yet',
      taken: 'another film of this camera is held `from` and `to` the same moments: what is held stays as it is',
      notice: 'the notice in force does not let this footage be taken in',
    },
  })
}
