import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const startMs = 60_000

/** The binary under test. */
export function binary(): string {
  const path = process.env.GRIDWARD_BINARY
  if (!path) throw new Error('set GRIDWARD_BINARY to the server for the browser tests')
  return path
}

/** A folder of one jurisdiction with its configuration; it goes when `remove` is called. */
export interface Folder {
  dir: string
  config: string
  remove: () => Promise<void>
}

export async function newFolder(): Promise<Folder> {
  const dir = await mkdtemp(join(tmpdir(), 'gridward-e2e-'))
  const config = join(dir, 'gridward.toml')
  await writeFile(config, `listen = "127.0.0.1:0"\ndata_dir = ${JSON.stringify(dir)}\n`)
  return { dir, config, remove: () => rm(dir, { recursive: true, force: true }) }
}

/** Runs one command of the binary to its end and answers its output. */
export async function command(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(binary(), args)
  return stdout
}

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

/** A server on a free port of this machine. */
export interface Server {
  /** `http://127.0.0.1:PORT` */
  address: string
  stop: () => void
}

export async function serve(config: string): Promise<Server> {
  const child = spawn(binary(), ['serve', '--config', config], { stdio: ['ignore', 'pipe', 'pipe'] })
  return { address: await addressOf(child), stop: () => child.kill('SIGTERM') }
}
