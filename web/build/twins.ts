import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { filesBelow } from './files.ts'

const brotli = promisify(brotliCompress)
const gz = promisify(gzip)
const compressible = /\.(html|js|mjs|css|json|svg|webmanifest|txt)$/

/** Writes a .br and a .gz twin beside every text file, so that the server never compresses while it serves. */
export async function writeTwins(outDir: string): Promise<void> {
  for (const file of await filesBelow(outDir)) {
    if (!compressible.test(file) || file === 'csp.json') continue
    const path = join(outDir, file)
    const bytes = await readFile(path)
    const br = await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    await writeFile(`${path}.br`, br)
    await writeFile(`${path}.gz`, await gz(bytes, { level: 9 }))
  }
}
