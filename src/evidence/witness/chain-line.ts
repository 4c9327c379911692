import { claimText, firstHead, headOfText, type Seal } from '../seal-row.ts'

/**
 * One link of the chain, as it is published and as witnesses keep it (docs/witnesses.md): the seal's number, the head before it, its own head, and
 * what was sealed. `head` is SHA-256(`before` ‖ `claim`), so that anybody can check a link with a tool of their own.
 */
export type ChainLine = { readonly seal: string; readonly before: string; readonly head: string; readonly claim: string }

/** `before`: the seal before it; nothing before the first. */
export function chainLine(seal: Seal, before: Seal | undefined): ChainLine {
  return {
    seal: seal.n,
    before: (before?.head ?? firstHead).toString('hex'),
    head: seal.head.toString('hex'),
    claim: claimText(seal),
  }
}

export function lineText({ seal, before, head, claim }: ChainLine): string {
  return `${seal} ${before} ${head} ${claim}\n`
}

/** When it was sealed, as the line says; undefined where the line is not the one of that head. */
export function sealedAtIn(text: string, head: string): Temporal.Instant | undefined {
  const parts = /^(\d+) ([0-9a-f]{64}) ([0-9a-f]{64}) (\["\d+"(?:,"[0-9a-f,]*")*\])\n$/.exec(text)
  const [, seal, before = '', told, claim = ''] = parts ?? []
  if (told !== head || !headOfText(Buffer.from(before, 'hex'), claim).equals(Buffer.from(head, 'hex'))) return undefined
  const [n, , , , , , , sealedAt] = claim.slice(2, -2).split('","')
  if (n !== seal || sealedAt === undefined || !/^\d{1,18}$/.test(sealedAt)) return undefined
  return Temporal.Instant.fromEpochNanoseconds(BigInt(sealedAt) * 1000n)
}
