import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256, zeroBits } from '../../apps/public/sha256.ts'
import { work } from '../../apps/public/work.ts'

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join('')

describe('the work for a form', () => {
  it('hashes every length of text as the standard does', () => {
    for (let length = 0; length < 200; length++) {
      const text = '报a'.repeat(100).slice(0, length)
      expect(hex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex'))
    }
  })

  it('counts zero bits over words', () => {
    expect(zeroBits(new Uint32Array([0, 0x00ff0000]))).toBe(40)
    expect(zeroBits(new Uint32Array([0x80000000]))).toBe(0)
  })

  it('finds a nonce that the server will take, and lets the page breathe meanwhile', async () => {
    let breaths = 0
    const nonce = await work('token', 12, () => {
      breaths++
      return Promise.resolve()
    })
    expect(zeroBits(sha256(`token:${nonce}`))).toBeGreaterThanOrEqual(12)
    expect(breaths).toBe(Math.floor(Number(nonce) / 500))
  })
})
