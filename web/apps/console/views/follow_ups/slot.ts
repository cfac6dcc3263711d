import { t, type Word } from '../../src/words'

const words: Readonly<Record<string, Word>> = {
  grid_worker: 'follow_ups.slot.grid_worker',
  village_doctor: 'follow_ups.slot.village_doctor',
  village_cadre: 'follow_ups.slot.village_cadre',
}

/** The slot of a care team in words; one that a programme made up is shown as it is written there. */
export function slotOf(slot: string): string {
  const word = words[slot]
  return word ? t(word) : slot
}
