import { ref, type Ref } from 'vue'
import { ask, whenSignedOut } from '@shared/api/http'
import { Problem } from '@shared/api/problem'
import { fact } from './facts'
import { heldUntil, note, release, sendable, tidy, type Outcome } from './outbox'
import { pull } from './pull'
import { lastWritten } from './undo'

/** What the one chip in the header says about the road to the server. */
export const road: Ref<'idle' | 'sending' | 'offline' | 'trouble' | 'signed-out'> = ref('idle')

/** The server's words when it answered and could not do it. */
export const trouble: Ref<string> = ref('')

/** Pauses after a failed try, in milliseconds; the last one repeats. */
const pauses = [2_000, 5_000, 15_000, 60_000]
let failures = 0
let timer: ReturnType<typeof setTimeout> | undefined
let wanted = false

/** Lets one page of this phone send at a time: two open tabs would only send everything twice. */
async function alone(run: () => Promise<void>): Promise<void> {
  const locks = (navigator as Partial<Navigator>).locks
  if (!locks?.request) return run()
  await locks.request('gridward.outbox', { ifAvailable: true }, async (lock) => {
    if (lock) await run()
  })
}

async function pushAll(): Promise<void> {
  for (let ops = await sendable(); ops.length > 0; ops = await sendable()) {
    const commands = ops.map(({ op_id, kind, input }) => ({ op_id, kind, input }))
    const { answers } = await ask<{ answers: Outcome[] }>('POST', '/sync', { body: { commands } })
    await note(answers)
    // An answer that names none of them would have us ask forever.
    if (answers.length === 0) return
  }
}

/** Sends first and reads after, again while pages write meanwhile. */
async function exchange(): Promise<void> {
  do {
    wanted = false
    await pushAll()
    await pull()
    await tidy()
  } while (wanted)
}

/** Comes back when what is held back may be sent. */
async function comeBack(): Promise<void> {
  const end = await heldUntil()
  if (end === undefined) return
  clearTimeout(timer)
  timer = setTimeout(() => void flush(), Math.max(0, end - Date.now()) + 50)
}

function tryAgain(): void {
  const pause = pauses[Math.min(failures, pauses.length - 1)]
  failures += 1
  clearTimeout(timer)
  timer = setTimeout(() => void flush(), pause)
}

function stumble(problem: Problem): void {
  if (problem.status === 401) {
    road.value = 'signed-out'
    return
  }
  road.value = problem.unanswered ? 'offline' : 'trouble'
  trouble.value = problem.unanswered ? '' : problem.detail
  tryAgain()
}

/** Sends all that waits and reads what is new; what could not be done is tried again by itself. */
export async function flush(): Promise<void> {
  wanted = true
  if (road.value === 'sending' || !(await fact('owner'))) return
  if (!navigator.onLine) {
    // Being offline is no failed try: the pauses must be short when the network comes back.
    road.value = 'offline'
    return
  }
  road.value = 'sending'
  try {
    await alone(exchange)
    failures = 0
    road.value = 'idle'
    await comeBack()
  } catch (cause) {
    if (!(cause instanceof Problem)) {
      road.value = 'idle'
      throw cause
    }
    stumble(cause)
  }
}

/** Whoever puts the phone away has made up their mind: what was held back is sent. */
async function letGo(): Promise<void> {
  lastWritten.value = undefined
  if (await release()) await flush()
}

/** Exchanges at the start, when the network returns, and when the page comes to the front or goes to the back. */
export function startRunner(): void {
  addEventListener('online', () => {
    failures = 0
    void flush()
  })
  addEventListener('offline', () => {
    road.value = 'offline'
  })
  document.addEventListener('visibilitychange', () => {
    void (document.visibilityState === 'visible' ? flush() : letGo())
  })
  whenSignedOut(() => {
    road.value = 'signed-out'
  })
  void flush()
}
