import type { FastifyInstance } from 'fastify'
import { callShape } from '#exchange/telephone/call.ts'
import { mostBytes, takeInCall } from '#exchange/telephone/take-in.ts'
import type { GateDeps } from '#gate/deps.ts'
import type { Gate } from '#gate/gate.ts'
import type { Ffmpeg } from '#media/ffmpeg.ts'
import { mediaDoor } from './media-door.ts'

export type ApiDeps = {
  readonly gateDeps: GateDeps
  readonly gate: Gate
  /** What draws recordings that are no WAV; null where it is not installed. */
  readonly ffmpeg: Ffmpeg | null
  /** What the telephone system proves itself with. */
  readonly telephoneToken: string
}

/** `POST /api/v1/recordings`: a telephone system hands over one recorded call (TC2): `call`, its data, then `sound`. */
export function recordingsDoor({ gateDeps, gate, ffmpeg, telephoneToken }: ApiDeps): (app: FastifyInstance) => Promise<void> {
  return mediaDoor({
    path: '/api/v1/recordings',
    sender: 'telephone system',
    token: telephoneToken,
    data: { field: 'call', shape: callShape, told: 'docs/telephony.md' },
    media: 'sound',
    mostBytes,
    one: 'a recording',
    take: (call, sound) => takeInCall({ ...gateDeps, gate, ffmpeg }, call, sound),
    refusals: {
      mobile: '`segments` claims sound of a call that was passed on to a mobile, which is never recorded',
      contact: '`contact` is no contact of the person whom the call was with',
      past: '`startedAt` is longer ago than the notice lets a recording be kept',
      future: '`startedAt` has not come yet',
      taken: 'another call is held under `reference`, or this one with another sound: what is held stays as it is',
      notice: 'the notice in force does not let this recording be taken in',
    },
  })
}
