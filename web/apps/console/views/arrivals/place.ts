import { t } from '../../src/words'
import type { Arrival } from './api'

/** Where they go, as one line: village, grid and place. */
export const placeOf = (arrival: Pick<Arrival, 'village_name' | 'grid_name' | 'place'>): string =>
  [arrival.village_name, arrival.grid_name, arrival.place].filter(Boolean).join(' ')

/** The day of return in words: past where it is known, else expected. */
export function dayOf({ arrived_on, expected_on }: Pick<Arrival, 'arrived_on' | 'expected_on'>): string {
  if (arrived_on) return t('arrivals.day.arrived', { day: arrived_on })
  return expected_on ? t('arrivals.day.expected', { day: expected_on }) : '—'
}
