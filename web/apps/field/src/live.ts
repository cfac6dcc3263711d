import { watch } from 'vue'
import { flush, road } from './runner'
import { session } from './session'

/** Changes come in bursts: so long they are gathered before the phone reads, in milliseconds. */
const gatherMs = 1_000
/** Readings that changes call for are at least so far apart: each may bring a whole snapshot over a weak network. */
const gapMs = 15_000
/** How often the server is asked while somebody looks at the page and no stream is open. */
const beat = 60_000
/** A network may drop a stream without a word: after so many beats the server is asked although one seems open. */
const longest = 10

let stream: EventSource | undefined
let open = false
let timer: ReturnType<typeof setTimeout> | undefined
let lastRead = -Infinity
let beats = 0

const isLooking = () => document.visibilityState === 'visible'

function read(): void {
  timer = undefined
  lastRead = performance.now()
  void flush()
}

/** Something in reach changed; the phone reads it shortly after. */
function noteChange(): void {
  timer ??= setTimeout(read, Math.max(gatherMs, lastRead + gapMs - performance.now()))
}

function disconnect(): void {
  clearTimeout(timer)
  timer = undefined
  stream?.close()
  stream = undefined
  open = false
}

function connect(): void {
  if (stream || !isLooking() || !navigator.onLine) return
  const opening = new EventSource('/api/v1/live')
  stream = opening
  opening.onopen = () => {
    open = true
    // What changed between the last reading and this moment was told to nobody.
    void flush()
  }
  opening.onerror = () => {
    open = false
    // The browser reconnects by itself, unless the server declined; the next beat then tries again.
    if (opening.readyState === opening.CLOSED) disconnect()
  }
  opening.addEventListener('change', noteChange)
  opening.addEventListener('reload', noteChange)
  // The session has ended: the next exchange is answered 401, which leads to the log-in.
  opening.addEventListener('end', () => {
    disconnect()
    void flush()
  })
}

function onBeat(): void {
  beats += 1
  if (!isLooking() || (open && beats < longest)) return
  beats = 0
  void flush()
}

/**
 * Hears from the server what changed while somebody looks at the page and there is a network. A stream is opened once an
 * exchange went through, which shows that somebody is signed in; until then, and where the server declines one, the
 * server is asked each minute.
 */
export function startLive(): void {
  watch(road, (now) => {
    if (now === 'idle') connect()
    else if (now === 'signed-out' || now === 'offline') disconnect()
  })
  // A stream tells what its own session may know: somebody else needs another one.
  watch(
    () => session.me.value?.id,
    (_, before) => {
      if (before) disconnect()
    },
  )
  document.addEventListener('visibilitychange', () => {
    if (!isLooking()) disconnect()
  })
  setInterval(onBeat, beat)
}
