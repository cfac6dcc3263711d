import { vi } from 'vitest'
import type { Me } from '@shared/api/session'
import type { Snapshot } from '@field/src/snapshot'

/** An answer of a server that has nothing for this phone. */
export const emptySnapshot: Snapshot = {
  cursor: 'c1',
  unchanged: false,
  at: 1_650_000_000_000,
  directives: [],
  households: [],
  doors: [],
  signatures: [],
  contacts: [],
  responses: [],
  arrivals: [],
  follow_ups: [],
  help_requests: [],
  screenings: [],
  households_omitted: false,
}

/** Somebody who is signed in. */
export const me = (id: string): Me => ({
  id,
  name: '王某',
  login: id,
  jurisdiction: '黄寺岗镇',
  home: null,
  roles: ['liaison'],
  posts: [],
  may: [],
})

/** The page's end of the live stream, with a server that a test speaks for. */
export class Stream {
  readonly CLOSED = 2
  readyState = 0
  onopen?: () => void
  onerror?: () => void
  readonly #hearers = new Map<string, () => void>()

  addEventListener(type: string, hear: () => void): void {
    this.#hearers.set(type, hear)
  }
  close(): void {
    this.readyState = this.CLOSED
  }

  accept(): void {
    this.readyState = 1
    this.onopen?.()
  }
  tell(type: 'change' | 'reload' | 'end'): void {
    this.#hearers.get(type)?.()
  }
  /** The connection is gone; the browser goes on trying unless the server declined. */
  fail(declined: boolean): void {
    this.readyState = declined ? this.CLOSED : 0
    this.onerror?.()
  }
}

/** Notes the streams that the page opens from now on. */
export function streams(): Stream[] {
  const opened: Stream[] = []
  vi.stubGlobal(
    'EventSource',
    class extends Stream {
      constructor() {
        super()
        opened.push(this)
      }
    },
  )
  return opened
}

/** How the stand-in server behaves. */
interface Behaviour {
  outcome?: 'done' | 'repeated'
  snapshot?: Snapshot
  whileReading?: () => Promise<unknown>
}

/** Stands in for the server's two sync routes, and notes what it was sent and asked. */
export function server({ outcome = 'done', snapshot = emptySnapshot, whileReading }: Behaviour = {}) {
  const pushed: string[][] = []
  const pulled: (string | null)[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'GET') {
      pulled.push(new URL(url, 'http://phone').searchParams.get('cursor'))
      await whileReading?.()
      return new Response(JSON.stringify(snapshot))
    }
    const { commands } = JSON.parse(String(init.body)) as { commands: { op_id: string }[] }
    pushed.push(commands.map(({ op_id }) => op_id))
    return new Response(JSON.stringify({ answers: commands.map(({ op_id }) => ({ op_id, outcome })) }))
  })
  return { pushed, pulled }
}
