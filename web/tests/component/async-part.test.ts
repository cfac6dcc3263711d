import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { Problem } from '@shared/api/problem'
import AsyncPart from '@console/components/AsyncPart.vue'
import FigureTile from '@console/components/FigureTile.vue'
import { clockTime } from '@shared/time'

const lost = new Problem(0, 'network', '网络不通')
const part = (props: InstanceType<typeof AsyncPart>['$props']) =>
  mount(AsyncPart, { props, slots: { default: '<b>12 户</b>' } })

describe('async part', () => {
  it('shows_neither_figures_nor_emptiness_while_nothing_was_read', () => {
    const wrapper = part({ pending: true, error: null, empty: true })
    expect(wrapper.text()).toBe('正在读取')
  })

  it('keeps_figures_that_were_read_and_says_how_old_they_are', async () => {
    const readAt = Date.now() - 60_000
    const wrapper = part({ pending: false, error: lost, readAt })
    expect(wrapper.text()).toContain('12 户')
    expect(wrapper.text()).toContain(`截至 ${clockTime(readAt)} 的数，没能刷新`)
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('retry')).toHaveLength(1)
  })

  it('has_no_figures_to_keep_when_none_were_read', () => {
    const wrapper = part({ pending: false, error: lost, readAt: 0 })
    expect(wrapper.text()).not.toContain('12 户')
    expect(wrapper.text()).toContain('网络不通')
  })

  it('takes_figures_away_from_someone_who_may_no_longer_see_them', () => {
    const denied = new Problem(403, 'not_allowed', '您的岗位看不到')
    expect(part({ pending: false, error: denied, readAt: 5 }).text()).not.toContain('12 户')
    const gone = new Problem(404, 'not_found', '没有找到')
    expect(part({ pending: false, error: gone, readAt: 5 }).text()).not.toContain('12 户')
  })
})

describe('figure tile', () => {
  it('never_shows_a_number_or_a_calm_colour_for_what_is_not_known', () => {
    const props = { label: '未到户', value: undefined, tone: 'good' as const, of: '3 条要求合计' }
    const reading = mount(FigureTile, { props })
    expect(reading.text()).toBe('未到户正在读取')
    expect(reading.classes()).not.toContain('good')
    const failed = mount(FigureTile, { props: { ...props, failed: true } })
    expect(failed.text()).toBe('未到户没有读出来')
    expect(failed.text()).not.toMatch(/\d/)
  })

  it('shows_a_zero_that_was_read', () => {
    const wrapper = mount(FigureTile, { props: { label: '未到户', value: '0', tone: 'good' } })
    expect(wrapper.text()).toContain('0')
    expect(wrapper.classes()).toContain('good')
  })
})
