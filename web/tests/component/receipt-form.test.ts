import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '@shared/domain/receipts'
import ReceiptForm from '@field/components/ReceiptForm.vue'
import { db } from '@field/src/db'
import { setFact } from '@field/src/facts'

const entry: Entry = {
  directive_id: 'd',
  household_id: 'h',
  version: 1,
  state: 'confirmed',
  reason: null,
  channel: 'visit',
  at: 1,
  receipt_id: 'r',
}

async function form(props: InstanceType<typeof ReceiptForm>['$props'] = {}) {
  const wrapper = mount(ReceiptForm, { props })
  await flushPromises()
  const press = async (word: string) => {
    const button = wrapper.findAll('button').find((one) => one.text() === word)
    if (!button) throw new Error(`no button says ${word}`)
    await button.trigger('click')
  }
  return { wrapper, press }
}

beforeEach(() => db.facts.clear())

describe('receipt form', () => {
  it('says_told_with_one_tap', async () => {
    const { wrapper, press } = await form()
    await press('已告知')
    expect(wrapper.emitted('word')).toEqual([
      [{ state: 'told', channel: 'visit', how_known: 'seen' }, undefined],
    ])
  })

  it('says_with_one_tap_why_nobody_was_found', async () => {
    const { wrapper, press } = await form({ channel: 'phone' })
    await press('电话打不通')
    expect(wrapper.emitted('word')?.[0]?.[0]).toEqual({
      state: 'not_reached',
      reason: 'no_phone',
      channel: 'phone',
      how_known: 'not_reached',
    })
  })

  it('goes_on_with_the_channel_of_the_last_receipt', async () => {
    await setFact('channel', 'phone')
    const { wrapper, press } = await form()
    await expect.poll(() => wrapper.find<HTMLInputElement>('input:checked').element.value).toBe('phone')
    await press('已告知')
    expect(wrapper.emitted('word')?.[0]?.[0]).toMatchObject({ channel: 'phone', how_known: 'called' })
  })

  it('lets_nobody_confirm_or_refuse_for_several_doors_at_once', async () => {
    const { wrapper } = await form({ together: true })
    const words = wrapper.findAll('button').map((button) => button.text())
    expect(words).toContain('已告知')
    expect(words).not.toContain('已确认')
    expect(words).not.toContain('拒绝')
  })

  it('asks_why_before_it_takes_something_back', async () => {
    const { wrapper, press } = await form({ entry })
    await press('已告知')
    expect(wrapper.emitted('word')).toBeUndefined()
    await press('点错了结果')
    expect(wrapper.emitted('word')?.[0]?.[1]).toBe('点错了结果')
  })

  it('takes_an_entry_back_only_with_a_reason', async () => {
    const { wrapper, press } = await form({ entry })
    await press('撤掉这条登记')
    await press('点错了户')
    expect(wrapper.emitted('takeBack')).toEqual([['点错了户']])
  })
})
