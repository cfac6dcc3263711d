import { sha256, zeroBits } from './sha256.ts'

/** So many hashes before the page gets to breathe. */
const ROUND = 500

/** Looks for a nonce whose hash begins with as many zero bits as the form asks for, a little at a time. */
export async function work(token: string, bits: number, breathe: () => Promise<void>): Promise<string> {
  for (let nonce = 0; ; nonce++) {
    if (zeroBits(sha256(`${token}:${nonce}`)) >= bits) return String(nonce)
    if (nonce % ROUND === ROUND - 1) await breathe()
  }
}
