import { describe, expect, it } from 'vitest'
import { answersTo, byLane, doorName, dueAt, inWalkingOrder, mineOf, tally } from '@shared/domain/doors'
import type { Standing } from '@shared/domain/receipts'

const door = (part: Partial<ReturnType<typeof plain>> = {}) => ({ ...plain(), ...part })
const plain = () => ({
  id: 'h',
  grid_id: 'g',
  grid_name: '三组',
  number: '',
  lane: '东街',
  door: '1号',
  head_name: '王某',
  mine: false,
})
const standing = (state: 'told' | 'not_reached' | 'refused'): Standing => ({
  waiting: false,
  entry: {
    directive_id: 'd',
    household_id: 'h',
    version: 1,
    state,
    reason: null,
    channel: 'visit',
    at: 1,
    receipt_id: 'r',
  },
})

describe('walking order', () => {
  it('puts_door_9_before_door_10', () => {
    const sorted = inWalkingOrder([door({ door: '10号' }), door({ door: '9号' })])
    expect(sorted.map((one) => one.door)).toEqual(['9号', '10号'])
  })

  it('goes_grid_by_grid_and_lane_by_lane', () => {
    const doors = [
      door({ lane: '西街', door: '1号' }),
      door({ lane: '东街', door: '2号' }),
      door({ lane: '西街', door: '2号' }),
    ]
    expect(byLane(inWalkingOrder(doors)).map(({ lane, doors: all }) => [lane, all.length])).toEqual([
      ['东街', 1],
      ['西街', 2],
    ])
  })

  it('keeps_lanes_of_one_name_in_two_grids_apart', () => {
    expect(byLane([door(), door({ grid_name: '四组' })])).toHaveLength(2)
  })

  it('takes_a_building_in_the_door_for_a_lane', () => {
    const flats = [door({ lane: '', door: '3号楼1单元101' }), door({ lane: '', door: '3号楼2单元201' })]
    expect(byLane(flats).map(({ lane }) => lane)).toEqual(['3号楼'])
  })

  it('calls_a_door_without_an_address_by_its_number_in_the_ledger', () => {
    expect(doorName({ lane: '', door: '', number: '017' })).toBe('017')
  })
})

describe('finding a door', () => {
  it('reads_bare_digits_as_the_beginning_of_the_doors_number', () => {
    expect(answersTo(door({ door: '12号' }), '1')).toBe(true)
    expect(answersTo(door({ door: '21号' }), '1')).toBe(false)
    expect(answersTo(door({ door: '', number: '0017' }), '17')).toBe(true)
  })

  it('reads_full_width_digits_and_blanks_as_people_type_them', () => {
    expect(answersTo(door({ door: '12号' }), ' １２ ')).toBe(true)
    expect(answersTo(door({ door: '12号' }), '东街12')).toBe(true)
  })

  it('finds_by_a_part_of_the_name', () => {
    expect(answersTo(door(), '王')).toBe(true)
    expect(answersTo(door(), '李')).toBe(false)
  })

  it('finds_every_door_while_nothing_is_typed', () => {
    expect(answersTo(door(), '  ')).toBe(true)
  })
})

describe('what is left', () => {
  it('is_due_at_the_doors_of_the_directives_grids', () => {
    const doors = [door({ id: 'a' }), door({ id: 'b', grid_id: 'elsewhere' })]
    expect(dueAt(['g'], doors).map(({ id }) => id)).toEqual(['a'])
  })

  it('keeps_no_word_apart_from_nobody_found', () => {
    const doors = ['a', 'b', 'c', 'd'].map((id) => door({ id }))
    const now = new Map([
      ['d:a', standing('told')],
      ['d:b', standing('not_reached')],
      ['d:c', standing('refused')],
    ])
    expect(tally('d', doors, now)).toEqual({ due: 4, reached: 2, tried: 1, unknown: 1 })
  })

  it('has_no_word_of_a_door_whose_receipt_was_undone', () => {
    const undone = new Map([['d:h', { entry: undefined, waiting: true }]])
    expect(tally('d', [door()], undone)).toMatchObject({ unknown: 1, reached: 0 })
  })

  it('counts_the_doors_one_answers_for_by_name_and_else_all', () => {
    const doors = [door({ id: 'a', mine: true }), door({ id: 'b' })]
    expect(mineOf(doors).map(({ id }) => id)).toEqual(['a'])
    expect(mineOf(doors.slice(1)).map(({ id }) => id)).toEqual(['b'])
  })
})
