import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import type { FaceOutput } from './face-output.ts'
import { filesBelow } from './files.ts'

/** One file the service worker keeps; a hashed name is its own revision. */
export interface PrecacheEntry {
  url: string
  revision: string | null
}

const wanted = /\.(html|js|css|svg|png|webmanifest)$/

/** The list of everything a face needs to start without a network. */
export async function precacheList(outDir: string, base: string): Promise<PrecacheEntry[]> {
  const files = (await filesBelow(outDir)).filter((file) => wanted.test(file) && file !== 'sw.js')
  return Promise.all(
    files.map(async (file) => {
      const hashed = file.startsWith('assets/')
      const bytes = await readFile(join(outDir, file))
      const revision = hashed ? null : createHash('sha256').update(bytes).digest('hex').slice(0, 16)
      return { url: `${base}${file}`, revision }
    }),
  )
}

/** Bundles the service worker into one classic script with its precache list inside. */
export async function writeServiceWorker(face: FaceOutput, entry: string): Promise<void> {
  const list = await precacheList(face.outDir, face.base)
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { __PRECACHE__: JSON.stringify(list), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: face.outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: face.target,
      lib: { entry, formats: ['iife'], name: 'serviceWorker', fileName: () => 'sw.js' },
    },
  })
}
