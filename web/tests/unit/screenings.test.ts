import { describe, expect, it } from 'vitest'
import { screeningsNow, type HeldScreening } from '@shared/domain/screenings'

const sent: HeldScreening = {
  id: 's:g',
  screening_id: 's',
  response_id: 'r',
  grid_id: 'g',
  grid_name: '东街网格',
  cause: 'list',
  asked_at: 1,
  begun: 3,
  changed: 1,
  released: 2,
  possible: 1,
  sent_at: 2,
  seen_at: null,
  seen_by: '',
  people: [],
}
const input = { screening_id: 's', grid_id: 'g' }

describe('screenings on the phone', () => {
  it('are_seen_here_before_the_server_knows', () => {
    expect(screeningsNow([sent], [])[0]).toMatchObject({ seen: false, waiting: false })
    expect(screeningsNow([sent], [{ waiting: true, input }])[0]).toMatchObject({ seen: true, waiting: true })
  })

  it('of_another_grid_are_not_seen_with_it', () => {
    const beside = { ...sent, id: 's:h', grid_id: 'h' }
    expect(screeningsNow([beside], [{ waiting: true, input }])[0]).toMatchObject({ seen: false })
  })

  it('that_somebody_else_acknowledged_first_stay_as_the_server_says', () => {
    const seen = { ...sent, seen_at: 3, seen_by: '周工' }
    expect(screeningsNow([seen], [{ waiting: true, input }])[0]).toMatchObject({
      seen: true,
      seen_by: '周工',
      waiting: false,
    })
  })

  it('that_nobody_acknowledged_come_first_and_the_newest_of_them_on_top', () => {
    const newest = { ...sent, id: 'seen', asked_at: 9, seen_at: 10 }
    const newer = { ...sent, id: 'newer', asked_at: 5 }
    expect(screeningsNow([newest, sent, newer], []).map(({ id }) => id)).toEqual(['newer', 's:g', 'seen'])
  })
})
