import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import AreaPicker from '@console/components/AreaPicker.vue'
import HouseholdPicker from '@console/components/HouseholdPicker.vue'
import PersonPicker from '@console/components/PersonPicker.vue'

const stubs = { ElSelect: true, ElOption: true, ElTreeSelect: true }
const global = () => ({
  stubs,
  plugins: [
    [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }],
  ] as [typeof VueQueryPlugin, object][],
})
const broken = () =>
  vi.fn(() => Promise.resolve(new Response(JSON.stringify({ title: '服务器没办成' }), { status: 500 })))

afterEach(() => vi.unstubAllGlobals())

describe('pickers', () => {
  for (const [name, picker, modelValue] of [
    ['person', PersonPicker, ''],
    ['area', AreaPicker, ''],
    ['household', HouseholdPicker, 'chosen-before'],
  ] as const)
    it(`of_a_${name}_say_that_nothing_could_be_read_and_ask_again`, async () => {
      const fetch = broken()
      vi.stubGlobal('fetch', fetch)
      const wrapper = mount(picker, { props: { modelValue, label: '选' }, global: global() })
      await flushPromises()
      expect(wrapper.get('[role=alert]').text()).toContain('服务器没办成')
      const asked = fetch.mock.calls.length
      await wrapper.get('[role=alert] button').trigger('click')
      await flushPromises()
      expect(fetch.mock.calls.length).toBe(asked + 1)
    })
})
