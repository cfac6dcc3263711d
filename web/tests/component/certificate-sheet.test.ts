import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import CertificateSheet from '@console/print/CertificateSheet.vue'
import type { Certificate } from '@console/views/responses/api'

const certificate: Certificate = {
  response: {
    id: 'r',
    name: '返乡人员健康管理',
    purpose: '核实返乡人员，落实健康管理。',
    state: 'erased',
    details: {
      legal_basis: '镇指挥部通告第 12 号',
      programme: '',
      area_id: 'a',
      area_name: '黄寺岗镇',
      from_at: 0,
      retention_days: 30,
      backup_days: 14,
      opened_at: 0,
      opened_by: '李文书',
      closed_at: 1_649_980_800_000,
      closed_by: '李文书',
      closing_reason: '',
      witness: '孙督查',
      erase_on: '2022-05-15',
      rev: 3,
    },
  },
  erased: [
    { noun: 'risk_places', records: 21_200 },
    { noun: 'something_new', records: 3 },
  ],
  erased_at: 1_652_572_800_000,
  chain: { seq: 812, hash: 'abc123' },
  backups_until: '2022-05-29',
}

describe('certificate sheet', () => {
  it('says_what_went_who_closed_who_witnesses_and_where_the_log_proves_it', () => {
    const text = mount(CertificateSheet, { props: { certificate } }).text()
    for (const said of ['21,200', '李文书', '孙督查', '812', 'abc123', '2022-05-29', '2022-05-15 08:00:00'])
      expect(text).toContain(said)
  })

  it('shows_a_kind_that_has_no_word_as_it_is_kept', () => {
    expect(mount(CertificateSheet, { props: { certificate } }).text()).toContain('something_new')
  })

  it('says_so_when_there_was_nothing_to_erase', () => {
    const sheet = mount(CertificateSheet, { props: { certificate: { ...certificate, erased: [] } } })
    expect(sheet.text()).toContain('没有可销毁的记录')
  })
})
