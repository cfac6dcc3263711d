import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import FollowUpForm from '@field/components/FollowUpForm.vue'

const response = {
  id: 'r',
  name: '冬季返乡',
  symptoms: [
    { id: 'fever', words: '发烧', urgent: true },
    { id: 'cough', words: '干咳', urgent: false },
  ],
  slots: [],
}

async function form(props: InstanceType<typeof FollowUpForm>['$props'] = { response }) {
  const wrapper = mount(FollowUpForm, { props })
  await flushPromises()
  const press = async (word: string) => {
    const button = wrapper.findAll('button').find((one) => one.text() === word)
    if (!button) throw new Error(`no button says ${word}`)
    await button.trigger('click')
  }
  return { wrapper, press }
}

describe('follow-up form', () => {
  it('says_seen_well_with_one_tap_and_how_that_is_known', async () => {
    const { wrapper, press } = await form()
    expect(wrapper.text()).toContain('发烧')
    await wrapper.find('input[value="called"]').setValue(true)
    await press('情况良好')
    expect(wrapper.emitted('report')).toEqual([[{ outcome: 'seen_well', how_known: 'called' }]])
  })

  it('says_that_nobody_was_found_without_asking_how_that_is_known', async () => {
    const { wrapper, press } = await form()
    await press('没见到人')
    expect(wrapper.emitted('report')).toEqual([[{ outcome: 'not_found', how_known: 'not_reached' }]])
  })

  it('asks_for_the_signs_before_it_takes_a_finding', async () => {
    const { wrapper, press } = await form()
    await press('有异常')
    expect(wrapper.find('button.first').attributes('disabled')).toBeDefined()
    await wrapper.find('input[value="fever"]').setValue(true)
    await wrapper.find('form').trigger('submit')
    expect(wrapper.emitted('report')).toEqual([
      [{ outcome: 'seen_with_finding', how_known: 'seen', symptoms: ['fever'], finding: '' }],
    ])
  })

  it('asks_why_nobody_went', async () => {
    const { wrapper, press } = await form({ response: undefined })
    await press('没有去')
    expect(wrapper.emitted('report')).toBeUndefined()
    await press('路不通')
    expect(wrapper.emitted('report')).toEqual([
      [{ outcome: 'not_attempted', how_known: 'not_reached', note: '路不通' }],
    ])
  })
})
