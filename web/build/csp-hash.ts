import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The hashes by which the server's content policy lets the inline parts of one page through. */
export interface CspHashes {
  script: string[]
  style: string[]
}

const hash = (text: string) => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`

/** Collects the hashes of every inline script and style of a document. */
export function cspHashes(html: string): CspHashes {
  const inline = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => hash(match[1] ?? ''))
  return {
    script: inline(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g),
    style: inline(/<style[^>]*>([\s\S]*?)<\/style>/g),
  }
}

/** Writes csp.json beside the face's index.html, for the server to read. */
export async function writeCsp(outDir: string): Promise<void> {
  const html = await readFile(join(outDir, 'index.html'), 'utf8')
  await writeFile(join(outDir, 'csp.json'), `${JSON.stringify(cspHashes(html))}\n`)
}
