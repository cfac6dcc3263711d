import type { Plugin } from 'vite'
import { writeCsp } from './csp-hash.ts'
import { writeServiceWorker } from './service-worker.ts'
import { writeTwins } from './twins.ts'

/** What a finished face needs beside Vite's own files. */
export interface FaceOutput {
  /** The folder Vite wrote the face to. */
  outDir: string
  /** Whether it has a page of its own, and so a policy to go with it. */
  page: boolean
  /** The path the server serves it under, with slashes at both ends. */
  base: string
  /** The oldest browsers of the face, in the bundler's words. */
  target: string[]
  /** The source of its service worker, if it has one. */
  serviceWorker: string | undefined
}

/** Finishes a face in the one order that works: hashes, then the service worker, then compressed twins of all. */
export function faceOutput(face: FaceOutput): Plugin {
  return {
    name: 'gridward:face-output',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        if (face.page) await writeCsp(face.outDir)
        if (face.serviceWorker) await writeServiceWorker(face, face.serviceWorker)
        await writeTwins(face.outDir)
      },
    },
  }
}
