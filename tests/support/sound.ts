/** A WAV file as a telephone system writes it: 8,000 samples a second, 16 bits, one channel, with an audible tone. */
export function wavOf(seconds: number): Buffer {
  const samples = Math.round(seconds * 8000)
  const data = Buffer.alloc(samples * 2)
  for (let at = 0; at < samples; at += 1) data.writeInt16LE(Math.round(8000 * Math.sin((at * 440 * 2 * Math.PI) / 8000)), at * 2)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(16_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

export async function* inChunks(bytes: Buffer, chunk = 16_384): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
}

export async function wholeOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks)
}

/** An MP3 of this many bytes and a few more. Without a tool nothing is made from it, so it is the only object in the vault. */
export function undrawn(bytes = 4000): Buffer {
  // 128,000 bits and 44,100 samples a second: 417 bytes hold 26 milliseconds.
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(413)])
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / frame.length) }, () => frame))
}
