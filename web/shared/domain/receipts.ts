/** How far a directive has come at one door. A household that refuses has heard it. */
export type DoorState = 'not_reached' | 'told' | 'confirmed' | 'refused'

/** Why nobody was reached. */
export const absences = ['nobody_home', 'no_phone', 'refused_to_open'] as const
export type Absence = (typeof absences)[number]

/** The way by which a household was told. */
export const channels = ['visit', 'phone', 'loudspeaker', 'leaflet', 'chat', 'self'] as const
export type Channel = (typeof channels)[number]

/** How the one who reports knows it. */
export const sources = ['seen', 'called', 'self_reported', 'told_by_someone', 'not_reached'] as const
export type HowKnown = (typeof sources)[number]

/** What a phone sends about one door. `void` takes an earlier receipt back. */
export interface ReceiptInput {
  directive_id: string
  household_id: string
  /** The wording of the directive that was told. */
  version: number
  state: DoorState | 'void'
  /** Given with `not_reached`. */
  reason?: Absence
  channel: Channel
  how_known: HowKnown
  /** The phone's clock, UTC milliseconds. */
  device_at: number
  /** The earlier receipt that this one replaces. */
  corrects?: string
  /** Why, given with `corrects`. */
  note?: string
}

/** What counts at one door for one directive. */
export interface Entry {
  directive_id: string
  household_id: string
  version: number
  state: DoorState
  reason: Absence | null
  channel: Channel
  /** When it was told, UTC milliseconds. */
  at: number
  receipt_id: string
}

/** One receipt of this phone that the server's answer does not contain yet. */
export interface LocalReceipt {
  op_id: string
  /** The server has not acknowledged it. */
  waiting: boolean
  input: ReceiptInput
}

/** One door as this phone shows it. */
export interface Standing {
  /** Nothing means: no word yet. That is not the same as not reached. */
  entry: Entry | undefined
  /** Something written here has not been acknowledged. */
  waiting: boolean
}

/** The name of a door within a directive. */
export const doorKey = (directive: string, household: string) => `${directive}:${household}`

// One who refused may be won over, so confirmed is above refused.
const strength: Readonly<Record<DoorState, number>> = { not_reached: 1, told: 2, refused: 3, confirmed: 4 }

/** Whether a door has heard of the directive. */
export function isReached(state: DoorState | undefined): boolean {
  return state !== undefined && state !== 'not_reached'
}

/** Whether saying `next` after `now` takes something back, so that it must name a reason: the strongest state counts. */
export function takesBack(now: DoorState | undefined, next: DoorState): boolean {
  return now !== undefined && strength[next] < strength[now]
}

/** What the channel by itself says about how it is known; the person can say otherwise. */
export function usualSource(channel: Channel): HowKnown {
  if (channel === 'phone') return 'called'
  if (channel === 'chat' || channel === 'self') return 'self_reported'
  return channel === 'loudspeaker' ? 'told_by_someone' : 'seen'
}

function entryOf({ op_id, input }: LocalReceipt, state: DoorState): Entry {
  return {
    directive_id: input.directive_id,
    household_id: input.household_id,
    version: input.version,
    state,
    reason: input.reason ?? null,
    channel: input.channel,
    at: input.device_at,
    receipt_id: op_id,
  }
}

function after(now: Entry | undefined, receipt: LocalReceipt): Entry | undefined {
  const { state } = receipt.input
  if (state === 'void') return now
  return now && strength[now.state] > strength[state] ? now : entryOf(receipt, state)
}

/**
 * Lays this phone's own receipts, in the order they were written, over what the server answered last: the strongest
 * state counts, and one that was corrected no longer does. An answer never hides what still waits here.
 */
export function standings(
  answered: readonly Entry[],
  written: readonly LocalReceipt[],
): Map<string, Standing> {
  const replaced = new Set(written.map(({ input }) => input.corrects).filter(Boolean))
  const doors = new Map<string, Standing>()
  for (const entry of answered) {
    const counts = replaced.has(entry.receipt_id) ? undefined : entry
    doors.set(doorKey(entry.directive_id, entry.household_id), { entry: counts, waiting: false })
  }
  for (const receipt of written) {
    const key = doorKey(receipt.input.directive_id, receipt.input.household_id)
    const now = doors.get(key)
    const entry = replaced.has(receipt.op_id) ? now?.entry : after(now?.entry, receipt)
    doors.set(key, { entry, waiting: receipt.waiting || (now?.waiting ?? false) })
  }
  return doors
}
