import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'

/** One new jurisdiction, served for the tests of one worker. */
export interface Town {
  /** `http://127.0.0.1:PORT` */
  address: string
}

const startMs = 60_000

/** The server under test prints its address as the first URL of its output. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const late = setTimeout(() => reject(new Error(`no address after ${startMs} ms:\n${printed}`)), startMs)
    const read = (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      const found = /https?:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(printed)
      if (!found) return
      clearTimeout(late)
      resolve(found[0])
    }
    server.stdout?.on('data', read)
    server.stderr?.on('data', read)
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)))
  })
}

/** Starts `gridward serve` for a new jurisdiction on a free port and ends it with the worker. */
export const test = base.extend<object, { town: Town }>({
  town: [
    async ({ browserName }, use) => {
      const binary = process.env.GRIDWARD_BINARY
      if (!binary) throw new Error(`set GRIDWARD_BINARY to the server for the ${browserName} tests`)
      const dir = await mkdtemp(join(tmpdir(), 'gridward-e2e-'))
      const config = join(dir, 'gridward.toml')
      await writeFile(config, `listen = "127.0.0.1:0"\ndata_dir = ${JSON.stringify(dir)}\n`)
      const server = spawn(binary, ['serve', '--config', config], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      try {
        await use({ address: await addressOf(server) })
      } finally {
        server.kill('SIGTERM')
        await rm(dir, { recursive: true, force: true })
      }
    },
    { scope: 'worker', timeout: startMs + 5_000 },
  ],
  baseURL: async ({ town }, use) => use(town.address),
})

export { expect } from '@playwright/test'
