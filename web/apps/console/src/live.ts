import { ref, type Ref } from 'vue'
import { queries } from './query'

/** One line of the server's live stream: something of this noun changed. */
export interface LiveEvent {
  seq: number
  noun: string
  /** Absent where the person may not know which record it was. */
  id: string | null
  area: number
  op: string
}

/** Changes come in bursts (a thousand receipts a second); pages re-read at most this often. */
const quietMs = 700

/** Whether the stream is open: the top bar says so, because a still figure may be an old one. */
export const live: Ref<'waiting' | 'open' | 'lost'> = ref('waiting')

/** What is counted from another noun's records changes with them. */
const followers: Readonly<Record<string, readonly string[]>> = {
  directives: ['receipts'],
  doors: ['receipts', 'directives'],
  households: ['residents', 'areas', 'posts'],
  residents: ['households'],
  coverage: ['posts'],
  posts: ['people'],
  plans: ['follow_ups'],
  screenings: ['plans'],
  responses: ['risk_areas', 'rule_tables', 'arrivals', 'plans', 'follow_ups'],
}

const changed = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined
let stream: EventSource | undefined

function wake(): void {
  timer = undefined
  const nouns = new Set(changed)
  changed.clear()
  void queries.invalidateQueries({ predicate: ({ queryKey }) => nouns.has(String(queryKey[0])) })
}

/** Notes one change; pages of its noun re-read shortly after. Figures of the board follow every noun. */
export function noteChange({ noun }: Pick<LiveEvent, 'noun'>): void {
  changed.add(noun)
  for (const follower of followers[noun] ?? []) changed.add(follower)
  changed.add('board')
  timer ??= setTimeout(wake, quietMs)
}

/** Opens the stream; the browser reconnects by itself, and everything is re-read after a gap. */
export function startLive(): void {
  if (stream) return
  stream = new EventSource('/api/v1/live')
  stream.onopen = () => {
    if (live.value === 'lost') void queries.invalidateQueries()
    live.value = 'open'
  }
  stream.onerror = () => {
    live.value = 'lost'
  }
  stream.addEventListener('change', (event: MessageEvent<string>) =>
    noteChange(JSON.parse(event.data) as LiveEvent),
  )
  stream.addEventListener('reload', () => void queries.invalidateQueries())
  // The session has ended: the next question is answered 401, which leads to the log-in.
  stream.addEventListener('end', () => {
    stopLive()
    void queries.invalidateQueries()
  })
}

/** Closes the stream at sign-out. */
export function stopLive(): void {
  stream?.close()
  stream = undefined
  live.value = 'waiting'
}
