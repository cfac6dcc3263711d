import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import NumberField from '@console/views/ledger/NumberField.vue'

const field = (kept: string | null) =>
  mount(NumberField, { props: { label: '电话', kept, modelValue: { typed: '', clear: false } } })

describe('a field for a number that is kept masked', () => {
  it('shows_the_masked_number_beside_and_never_as_what_was_typed', () => {
    const input = field('154****0667').get('input:not([type=checkbox])')
    expect(input.attributes('placeholder')).toBe('154****0667')
    expect((input.element as HTMLInputElement).value).toBe('')
  })

  it('is_cleared_only_by_the_tick_which_forgets_what_was_typed', async () => {
    const wrapper = field('154****0667')
    await wrapper.get('input:not([type=checkbox])').setValue(' 15471410667 ')
    expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual([{ typed: '15471410667', clear: false }])
    await wrapper.get('input[type=checkbox]').setValue(true)
    expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual([{ typed: '', clear: true }])
  })

  it('offers_nothing_to_clear_where_nothing_is_kept', () => {
    expect(field(null).find('input[type=checkbox]').exists()).toBe(false)
  })
})
