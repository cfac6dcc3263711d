import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db, forgetAll } from '@field/src/db'
import { dismiss, note, tidy, waiting, write } from '@field/src/outbox'
import { flush, road } from '@field/src/runner'
import { keepAll } from '@field/src/store'

const receipt = { kind: 'receipt' as const, input: { household_id: 'h1' }, label: '王家 已告知' }

beforeEach(async () => {
  await forgetAll()
  vi.unstubAllGlobals()
})

function server(answer: (ops: { op_id: string }[]) => unknown) {
  const fetched = vi.fn<typeof fetch>(async (_url, init) => {
    const { commands } = JSON.parse(String(init?.body)) as { commands: { op_id: string }[] }
    return new Response(JSON.stringify(answer(commands)))
  })
  vi.stubGlobal('fetch', fetched)
  return fetched
}

describe('outbox', () => {
  it('keeps_the_order_in_which_facts_were_written', async () => {
    const first = await write(receipt, undefined, 1_650_000_000_000)
    const second = await write(receipt, undefined, 1_650_000_000_500)
    expect((await waiting()).map((op) => op.op_id)).toEqual([first, second])
  })

  it('puts_the_fact_and_what_the_page_shows_into_one_transaction', async () => {
    const refusedWrite = write(receipt, () => Promise.reject(new Error('disk full')))
    await expect(refusedWrite).rejects.toThrow('disk full')
    expect(await db.ops.count()).toBe(0)
  })

  it('keeps_a_refused_fact_with_the_reason_until_its_author_has_read_it', async () => {
    const op = await write(receipt)
    await note([{ op_id: op, outcome: 'refused', title: '这户已搬走。' }])
    expect(await db.ops.get(op)).toMatchObject({ state: 'refused', why: '这户已搬走。' })
    await tidy(Date.now() + 10 * 86_400_000)
    expect(await db.ops.count()).toBe(1)
    await dismiss(op)
    expect(await db.ops.count()).toBe(0)
  })

  it('never_dismisses_what_has_not_been_answered', async () => {
    const op = await write(receipt)
    await dismiss(op)
    expect(await db.ops.count()).toBe(1)
  })

  it('sends_in_batches_until_nothing_waits', async () => {
    for (let i = 0; i < 60; i += 1) await write(receipt)
    const fetched = server((ops) => ({ answers: ops.map(({ op_id }) => ({ op_id, outcome: 'done' })) }))
    await flush()
    expect(fetched).toHaveBeenCalledTimes(2)
    expect(await waiting()).toEqual([])
    expect(road.value).toBe('idle')
  })

  it('sends_the_same_ids_again_after_a_lost_answer', async () => {
    const op = await write(receipt)
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
    await flush()
    expect(road.value).toBe('offline')
    const seen: string[] = []
    server((ops) => {
      seen.push(...ops.map(({ op_id }) => op_id))
      return { answers: ops.map(({ op_id }) => ({ op_id, outcome: 'repeated' })) }
    })
    await flush()
    expect(seen).toEqual([op])
    expect(await db.ops.get(op)).toMatchObject({ state: 'sent' })
  })

  it('replaces_what_the_server_no_longer_lets_the_phone_hold', async () => {
    await keepAll('doors', [{ id: 'a' }, { id: 'b' }])
    await keepAll('doors', [{ id: 'b' }])
    expect((await db.kept.toArray()).map(({ id }) => id)).toEqual(['b'])
  })
})
