import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Visit } from '@shared/domain/follow-ups'
import { db } from '@field/src/db'
import { heldUntil, note, release, sendable, unwrite, waiting, write } from '@field/src/outbox'
import { flush, road } from '@field/src/runner'
import { adopt } from '@field/src/session'
import { lastWritten } from '@field/src/undo'
import { registerAtDoor, reportVisits } from '@field/src/visits'
import { me, server } from './field-server'

const visit = { id: 'f', name: '司马归', place: '村口旅馆' } as Visit
const report = { outcome: 'seen_well', how_known: 'seen' } as const
const held = { kind: 'follow_up' as const, input: { follow_up_id: 'f' }, label: '司马归', hold: 1_000 }

beforeEach(async () => {
  vi.unstubAllGlobals()
  lastWritten.value = undefined
  await Promise.all([db.ops.clear(), db.kept.clear(), db.facts.clear()])
  await adopt(me('worker'))
})

// An exchange that a test began ends before the stand-in for the server goes.
afterEach(() => vi.waitFor(() => expect(road.value).toBe('idle')))

describe('work that the server can not take back', () => {
  it('stays_on_the_phone_until_its_moment_is_over', async () => {
    const [op] = await write([held], 5_000)
    expect(await sendable(50, 5_999)).toEqual([])
    expect(await heldUntil(5_999)).toBe(6_000)
    expect((await sendable(50, 6_000)).map(({ op_id }) => op_id)).toEqual([op])
    expect(await waiting()).toHaveLength(1)
  })

  it('is_gone_when_it_was_taken_back_in_its_moment_and_not_after_it', async () => {
    const first = await write([held], 5_000)
    expect(await unwrite(first, 5_500)).toBe(true)
    const second = await write([held], 5_000)
    expect(await unwrite(second, 6_000)).toBe(false)
    expect(await waiting()).toHaveLength(1)
  })

  it('goes_at_once_when_the_phone_is_put_away', async () => {
    const { pushed } = server()
    await reportVisits([visit], report)
    await flush()
    expect(pushed).toEqual([])
    await release()
    await flush()
    expect(pushed).toHaveLength(1)
  })

  it('is_taken_back_from_the_bar', async () => {
    server()
    await reportVisits([visit], report)
    expect(lastWritten.value?.said()).toBe('已记下：司马归 情况良好')
    await lastWritten.value?.undo()
    expect(await waiting()).toEqual([])
    expect(lastWritten.value).toBeUndefined()
  })

  it('of_a_whole_household_is_written_and_taken_back_as_one', async () => {
    server()
    await reportVisits([visit, { ...visit, id: 'g', name: '司马小归' }], report)
    const reports = (await waiting()).map(({ input }) => input as { follow_up_id: string; outcome: string })
    expect(reports.map(({ follow_up_id }) => follow_up_id).sort()).toEqual(['f', 'g'])
    expect(reports.every(({ outcome }) => outcome === 'seen_well')).toBe(true)
    expect(lastWritten.value?.said()).toBe('已记下：司马归、司马小归 情况良好')
    await lastWritten.value?.undo()
    expect(await waiting()).toEqual([])
  })
})

describe('a registration', () => {
  const input = {
    response_id: 'r',
    channel: 'on_behalf' as const,
    destination: { household_id: 'h1', place: '' },
    people: [{ name: '司马归', document: { number: '测试用号码' } }],
  }

  it('leaves_no_number_on_the_phone_once_the_server_has_it', async () => {
    server()
    await registerAtDoor(input, '司马归')
    const [op] = await waiting()
    expect(op?.input).toMatchObject({ people: [{ name: '司马归' }] })
    await note([{ op_id: op?.op_id ?? '', outcome: 'done' }])
    expect(await db.ops.get(op?.op_id ?? '')).toMatchObject({ state: 'sent', input: {}, label: '司马归' })
  })
})
