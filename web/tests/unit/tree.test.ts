import { describe, expect, it } from 'vitest'
import type { AreaNode, Level } from '@console/views/areas/api'
import { branches } from '@console/views/areas/tree'

const node = (id: string, parent_id: string | null, level: Level): AreaNode => ({
  id,
  parent_id,
  level,
  name: id,
  ord: 0,
  from_at: 0,
  to_at: null,
  rev: 1,
  code: null,
  reached: true,
  households: 0,
  residents: 0,
})
const list = [
  node('town', null, 'town'),
  node('east', 'town', 'village'),
  node('east-1', 'east', 'grid'),
  node('west', 'town', 'village'),
]

describe('tree', () => {
  it('puts_each_area_below_its_parent_in_the_order_of_the_list', () => {
    const [town] = branches(list)
    expect(town?.children.map((area) => area.name)).toEqual(['east', 'west'])
    expect(town?.children[0]?.children.map((area) => area.name)).toEqual(['east-1'])
  })

  it('makes_an_area_whose_parent_is_out_of_reach_a_top', () => {
    expect(branches(list.slice(1, 3)).map((area) => area.name)).toEqual(['east'])
  })

  it('cuts_off_below_the_deepest_level', () => {
    const [town] = branches(list, 'village')
    expect(town?.children[0]?.children).toEqual([])
  })
})
