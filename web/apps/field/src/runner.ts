import { ref, type Ref } from 'vue'
import { ask, whenSignedOut } from '@shared/api/http'
import { Problem } from '@shared/api/problem'
import { fact } from './facts'
import { note, tidy, waiting, type Outcome } from './outbox'
import { pull } from './pull'

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
  for (let ops = await waiting(); ops.length > 0; ops = await waiting()) {
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
  } catch (cause) {
    if (!(cause instanceof Problem)) {
      road.value = 'idle'
      throw cause
    }
    stumble(cause)
  }
}

/** Exchanges at the start, when the network returns, and when the page comes to the front. */
export function startRunner(): void {
  addEventListener('online', () => {
    failures = 0
    void flush()
  })
  addEventListener('offline', () => {
    road.value = 'offline'
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush()
  })
  whenSignedOut(() => {
    road.value = 'signed-out'
  })
  void flush()
}
