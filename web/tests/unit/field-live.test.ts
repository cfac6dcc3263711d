import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@field/src/db'
import { startLive } from '@field/src/live'
import { flush, road, startRunner } from '@field/src/runner'
import { adopt, session } from '@field/src/session'
import { me, server, streams, type Stream } from './field-server'

/** Lets everything happen that waits for nothing but the phone's own store and the stand-in server. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 60; turns += 1) await new Promise(setImmediate)
}

async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await settle()
}

const page = { visibilityState: 'visible' }

async function turn(to: 'visible' | 'hidden'): Promise<void> {
  page.visibilityState = to
  document.dispatchEvent(new Event('visibilitychange'))
  await settle()
}

let opened: Stream[]
let pulled: (string | null)[]

/** The one stream that is open. */
function stream(): Stream {
  const [last, ...older] = opened.filter(({ readyState }) => readyState !== 2).reverse()
  if (!last || older.length > 0) throw new Error(`${opened.length} streams, and not just one of them open`)
  return last
}

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  Object.defineProperty(document, 'visibilityState', { get: () => page.visibilityState })
  server()
  startLive()
  startRunner()
})

beforeEach(async () => {
  await turn('hidden')
  await Promise.all([db.ops.clear(), db.kept.clear(), db.facts.clear()])
  await adopt(me('worker'))
  opened = streams()
  pulled = server().pulled
  await turn('visible')
  stream().accept()
  await settle()
  pulled.length = 0
  // What an earlier test read must not hold up the first reading of this one.
  vi.advanceTimersByTime(15_000)
})

afterEach(() => {
  session.me.value = undefined
})

describe('the live stream of the phone', () => {
  it('is_read_once_after_a_burst_of_changes', async () => {
    for (let changes = 0; changes < 30; changes += 1) stream().tell('change')
    await pass(900)
    expect(pulled).toHaveLength(0)
    await pass(200)
    expect(pulled).toHaveLength(1)
  })

  it('spares_a_weak_network_when_changes_never_end', async () => {
    for (let seconds = 0; seconds < 60; seconds += 1) {
      stream().tell('change')
      await pass(1_000)
    }
    expect(pulled.length).toBeGreaterThanOrEqual(4)
    expect(pulled.length).toBeLessThanOrEqual(5)
  })

  it('leads_to_a_reading_when_the_server_says_that_there_was_too_much_to_tell', async () => {
    stream().tell('reload')
    await pass(1_000)
    expect(pulled).toHaveLength(1)
  })

  it('replaces_the_question_of_each_minute_while_it_is_open', async () => {
    for (let minutes = 0; minutes < 5; minutes += 1) await pass(60_000)
    expect(pulled).toHaveLength(0)
  })

  it('does_not_keep_the_phone_from_asking_now_and_then_for_it_may_have_died_in_silence', async () => {
    for (let minutes = 0; minutes < 10; minutes += 1) await pass(60_000)
    expect(pulled).toHaveLength(1)
  })

  it('is_made_up_for_by_a_question_each_minute_while_it_is_down', async () => {
    stream().fail(false)
    await pass(60_000)
    await pass(60_000)
    expect(pulled).toHaveLength(2)
  })

  it('is_read_again_after_a_gap', async () => {
    stream().fail(false)
    stream().accept()
    await settle()
    expect(pulled).toHaveLength(1)
  })

  it('is_tried_again_with_the_next_question_where_the_server_declined_it', async () => {
    stream().fail(true)
    expect(() => stream()).toThrow()
    await pass(60_000)
    expect(pulled).toHaveLength(1)
    expect(stream().readyState).toBe(0)
  })

  it('ends_while_nobody_looks_and_the_phone_asks_nothing', async () => {
    stream().tell('change')
    await turn('hidden')
    expect(() => stream()).toThrow()
    await pass(180_000)
    expect(pulled).toHaveLength(0)
    await turn('visible')
    expect(pulled).toHaveLength(1)
    expect(stream().readyState).toBe(0)
  })

  it('ends_without_a_network_and_opens_with_it', async () => {
    dispatchEvent(new Event('offline'))
    await settle()
    expect(road.value).toBe('offline')
    expect(() => stream()).toThrow()
    dispatchEvent(new Event('online'))
    await settle()
    expect(stream().readyState).toBe(0)
  })

  it('leads_to_the_log_in_when_the_session_has_ended', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status: 401 })))
    stream().tell('end')
    await settle()
    expect(road.value).toBe('signed-out')
    expect(() => stream()).toThrow()
    await pass(60_000)
    expect(() => stream()).toThrow()
  })

  it('is_opened_anew_for_somebody_else', async () => {
    session.me.value = me('worker')
    await settle()
    const first = stream()
    session.me.value = me('other')
    await adopt(me('other'))
    await settle()
    expect(first.readyState).toBe(2)
    await flush()
    await settle()
    expect(stream()).not.toBe(first)
  })
})
