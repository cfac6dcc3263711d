/**
 * SHA-256 (FIPS 180-4) of a short text. The browser's own is missing on pages without TLS, and asynchronous where it is
 * there: too slow for many small hashes.
 */
const K = new Uint32Array(64)
const START = new Uint32Array(8)

/** The first 32 bits behind the point of a number's root. */
const root = (value: number, power: number) => (value ** power % 1) * 2 ** 32

let found = 0
for (let candidate = 2; found < 64; candidate++) {
  let prime = true
  for (let by = 2; by * by <= candidate; by++) prime &&= candidate % by !== 0
  if (!prime) continue
  if (found < 8) START[found] = root(candidate, 1 / 2)
  K[found++] = root(candidate, 1 / 3)
}

const at = (words: Uint32Array, index: number) => words[index] ?? 0
const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

function padded(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  const whole = new Uint8Array((((bytes.length + 8) >> 6) << 6) + 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  new DataView(whole.buffer).setUint32(whole.length - 4, bytes.length * 8)
  return whole
}

function mix(state: Uint32Array, block: DataView, offset: number, words: Uint32Array): void {
  for (let i = 0; i < 16; i++) words[i] = block.getUint32(offset + i * 4)
  for (let i = 16; i < 64; i++) {
    const [two, fifteen] = [at(words, i - 2), at(words, i - 15)]
    const late = turn(two, 17) ^ turn(two, 19) ^ (two >>> 10)
    const early = turn(fifteen, 7) ^ turn(fifteen, 18) ^ (fifteen >>> 3)
    words[i] = late + at(words, i - 7) + early + at(words, i - 16)
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g)
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(K, i) + at(words, i)) | 0
    const most = (a & b) ^ (a & c) ^ (b & c)
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + most) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = at(state, i) + value
}

/** The hash as eight words. */
export function sha256(text: string): Uint32Array {
  const bytes = padded(text)
  const [state, words, block] = [START.slice(), new Uint32Array(64), new DataView(bytes.buffer)]
  for (let offset = 0; offset < bytes.length; offset += 64) mix(state, block, offset, words)
  return state
}

/** How many zero bits a hash begins with. */
export function zeroBits(hash: Uint32Array): number {
  let bits = 0
  for (const word of hash) {
    bits += Math.clz32(word)
    if (word !== 0) break
  }
  return bits
}
