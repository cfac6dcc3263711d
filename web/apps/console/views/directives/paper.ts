import {
  absences,
  type Absence,
  type Channel,
  type DoorState,
  type HowKnown,
  type ReceiptInput,
} from '@shared/domain/receipts'
import { instantOf, type CivilDate, type Timestamp } from '@shared/time'

/** What a line of paper can say of a door: what it heard, or why nobody was found. */
export const results = ['told', 'confirmed', 'refused', ...absences] as const
export type Result = (typeof results)[number]

/** What holds for all ticked doors, unless a line says otherwise. */
export interface Common {
  result: Result
  channel: Channel
  how_known: HowKnown
  /** The wording that was told. */
  version: number
  day: CivilDate
  /** As typed; see `clockOf`. */
  time: string
  note: string
}

/** One door's line as it is typed in. */
export interface Line {
  ticked: boolean
  /** Empty where the common result holds. */
  result: Result | ''
  /** Empty where the common note holds. */
  note: string
}

/** Receipts that the server takes in one request. */
export const mostAtOnce = 200

/** What can be said by a channel: a loudspeaker or a leaflet tells, but nobody answers through it. */
export function resultsBy(channel: Channel): readonly Result[] {
  return channel === 'loudspeaker' || channel === 'leaflet' ? ['told'] : results
}

function isAbsence(result: Result): result is Absence {
  return absences.some((one) => one === result)
}

/** The state that a result stands for. */
export function stateOf(result: Result): DoorState {
  return isAbsence(result) ? 'not_reached' : result
}

/** The wall clock of what was typed, as `18:30`; `1830`, `9.05` and full-width signs are understood. Else nothing. */
export function clockOf(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replace(/\s/g, '')
  const found = /^(\d{1,2})[:.]?(\d{2})$/.exec(plain)
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2])]
  if (!found || hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** What is wrong with when the doors were told: no time, one to come, or one before the directive was issued. */
export type TimeFault = 'time' | 'future' | 'before'

const minute = 60_000

export function timeFault(
  { day, time }: Pick<Common, 'day' | 'time'>,
  issued_at: Timestamp,
  now: Timestamp,
): TimeFault | undefined {
  const clock = clockOf(time)
  if (!clock) return 'time'
  const at = instantOf(day, clock)
  if (at > now) return 'future'
  // Paper knows minutes: the minute of the issue itself is not before it.
  return at + minute <= issued_at ? 'before' : undefined
}

/** The receipt of one door. `from` names the paper and ends the note; the time must be without fault. */
export function receiptOf(
  directive_id: string,
  household_id: string,
  common: Common,
  line: Pick<Line, 'result' | 'note'>,
  from: string,
): ReceiptInput {
  const result = line.result || common.result
  const state = stateOf(result)
  const note = [line.note.trim() || common.note.trim(), from].filter(Boolean).join('；')
  return {
    directive_id,
    household_id,
    version: common.version,
    state,
    ...(isAbsence(result) && { reason: result }),
    channel: common.channel,
    how_known: state === 'not_reached' ? 'not_reached' : common.how_known,
    device_at: instantOf(common.day, clockOf(common.time)),
    ...(note && { note }),
  }
}

/** The receipt that takes one back which was recorded as `op_id`. */
export function withdrawalOf(
  recorded: ReceiptInput,
  op_id: string,
  note: string,
  now: Timestamp,
): ReceiptInput {
  const { directive_id, household_id, version, channel, how_known } = recorded
  return {
    directive_id,
    household_id,
    version,
    state: 'void',
    channel,
    how_known,
    device_at: now,
    corrects: op_id,
    note,
  }
}

/** Cuts a list into pieces of at most `size`. */
export function inLots<T>(list: readonly T[], size = mostAtOnce): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, lot) =>
    list.slice(lot * size, (lot + 1) * size),
  )
}
