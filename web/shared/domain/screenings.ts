/** What a changed list or changed rules change for somebody, in the order in which it is told. */
export const screeningChanges = ['begun', 'changed', 'released', 'possible'] as const
export type ScreeningChange = (typeof screeningChanges)[number]

/** Why people were looked at again: another list, a correction, other rules. */
export type ScreeningCause = 'list' | 'corrected' | 'rules'

/** Somebody whom a screening concerns. */
export interface ScreenedPerson {
  arrival_id: string
  name: string
  household_id: string | null
  /** The door, the hotel or the place in words. */
  place: string
  change: ScreeningChange
}

/** What a phone holds of a screening in a grid: sent by the desk, and not acknowledged before today. */
export interface HeldScreening extends Record<ScreeningChange, number> {
  /** The screening and the grid, with a colon between. */
  id: string
  screening_id: string
  response_id: string
  grid_id: string
  grid_name: string
  cause: ScreeningCause
  /** When the list or the rules changed, UTC milliseconds. */
  asked_at: number
  sent_at: number
  /** When and by whom it was acknowledged; nothing while nobody did. */
  seen_at: number | null
  seen_by: string
  /** Not all where they are many. */
  people: ScreenedPerson[]
}

/** What a phone sends when somebody has taken notice. */
export interface AcknowledgeInput {
  screening_id: string
  grid_id: string
}

/** An acknowledgement of this phone that the server's answer does not contain yet. */
export interface LocalAcknowledgement {
  waiting: boolean
  input: AcknowledgeInput
}

/** A screening as this phone shows it. */
export interface ShownScreening extends HeldScreening {
  /** Somebody has acknowledged it, here or elsewhere. */
  seen: boolean
  waiting: boolean
}

/**
 * Lays this phone's own acknowledgements over what the server answered last. Those that nobody acknowledged come first,
 * of each sort the newest.
 */
export function screeningsNow(
  answered: readonly HeldScreening[],
  written: readonly LocalAcknowledgement[],
): ShownScreening[] {
  const shown = answered.map((one): ShownScreening => {
    const own = written.filter(
      ({ input }) => input.screening_id === one.screening_id && input.grid_id === one.grid_id,
    )
    const seen = one.seen_at !== null || own.length > 0
    return { ...one, seen, waiting: one.seen_at === null && own.some(({ waiting }) => waiting) }
  })
  return shown.sort((a, b) => Number(a.seen) - Number(b.seen) || b.asked_at - a.asked_at)
}
