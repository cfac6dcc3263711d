import type { CivilDate } from '@shared/time'
import type { AreaCode } from './api'

/** Where a code stands on a day. */
export type CodeState = 'valid' | 'coming' | 'withdrawn'

/** A code is valid from its first day to the day before the one it is withdrawn on. */
export function codeStateOf({ from_on, to_on }: AreaCode, on: CivilDate): CodeState {
  if (to_on && to_on <= on) return 'withdrawn'
  return from_on > on ? 'coming' : 'valid'
}
