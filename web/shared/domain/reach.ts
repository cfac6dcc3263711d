/** How far a directive has come in one area, in households. Every due household is in exactly one of the states. */
export interface Reach {
  /** Live households of the scope. */
  due: number
  told: number
  confirmed: number
  refused: number
  nobody_home: number
  no_phone: number
  refused_to_open: number
  /** Nothing has been reported: this is not the same as zero. */
  unknown: number
  /** told + confirmed + refused: a household that refuses has heard it. */
  reached: number
}

/** Households somebody tried and did not reach. */
export function notReached(reach: Reach): number {
  return reach.nobody_home + reach.no_phone + reach.refused_to_open
}

/** Bands of a map or a table by the share reached; `none` where nothing has been reported at all. */
export type Band = 'none' | 'low' | 'middle' | 'high' | 'whole'

/** All bands, from the first colour of a legend to the last. */
export const bands: readonly Band[] = ['none', 'low', 'middle', 'high', 'whole']

/** The band of an area: a share under a half is low, under 90 % middle, under the whole high. */
export function bandOf(reach: Pick<Reach, 'due' | 'unknown' | 'reached'>): Band {
  if (reach.due === 0 || reach.unknown === reach.due) return 'none'
  const share = reach.reached / reach.due
  if (share >= 1) return 'whole'
  if (share >= 0.9) return 'high'
  return share >= 0.5 ? 'middle' : 'low'
}

/** Sand for "far behind", then blues from pale to deep; grey where there is no word. */
export const bandColours: Readonly<Record<Band, string>> = {
  none: '#dfe4e9',
  low: '#f0b98d',
  middle: '#a9cbe6',
  high: '#5b97c9',
  whole: '#17609c',
}
