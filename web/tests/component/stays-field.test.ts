import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import StaysField from '@console/views/arrivals/StaysField.vue'
import { newStay, type StayText } from '@console/views/arrivals/draft'

const below: Record<string, [string, string][]> = {
  '31': [['3101', '市辖区']],
  '3101': [['310115', '浦东新区']],
}
const answering = () =>
  vi.fn((url: string) =>
    Promise.resolve(new Response(JSON.stringify(below[url.split('/').pop() ?? ''] ?? []), { status: 200 })),
  )
/** The field in a form that keeps what it says. */
function field(stays: StayText[]) {
  const wrapper = mount(StaysField, {
    props: {
      modelValue: stays,
      'onUpdate:modelValue': (modelValue: StayText[]) => wrapper.setProps({ modelValue }),
    },
    global: {
      stubs: { ElDatePicker: true },
      plugins: [
        [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }],
      ],
    },
  })
  return wrapper
}
const kept = (wrapper: ReturnType<typeof field>) => wrapper.props('modelValue')

afterEach(() => vi.unstubAllGlobals())

describe('stays', () => {
  it('an_area_is_chosen_step_by_step_and_keeps_its_code_and_its_name', async () => {
    vi.stubGlobal('fetch', answering())
    const wrapper = field([newStay()])
    for (const [at, code] of ['31', '3101', '310115'].entries()) {
      await wrapper.findAll('select')[at]?.setValue(code)
      await flushPromises()
    }
    expect(kept(wrapper)[0]).toMatchObject({ code: '310115', said: '上海市浦东新区' })
    await wrapper.findAll('select')[2]?.setValue('')
    expect(kept(wrapper)[0]).toMatchObject({ code: '3101', said: '上海市' })
  })

  it('when_the_areas_cannot_be_read_it_says_so_and_the_place_can_still_be_typed', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response(JSON.stringify({ detail: '服务器没办成' }), { status: 500 })),
    )
    const wrapper = field([{ ...newStay(), code: '31' }])
    await flushPromises()
    expect(wrapper.get('[role=alert]').text()).toContain('服务器没办成')
    await wrapper.get('input').setValue('浦东张江')
    expect(kept(wrapper)[0]).toMatchObject({ code: '31', place: '浦东张江' })
  })
})
