/** How pressing a directive is. */
export const priorities = ['normal', 'urgent', 'critical'] as const
export type Priority = (typeof priorities)[number]

/** Something that must be done by a moment. */
export interface Duty {
  priority: Priority
  /** UTC milliseconds. */
  due_at: number
  /** Nothing is left to do for it. */
  done: boolean
}

/** Whether something is left after its time. */
export function isLate(duty: Pick<Duty, 'due_at' | 'done'>, now: number): boolean {
  return !duty.done && duty.due_at < now
}

function rank(duty: Duty, now: number): number {
  if (duty.done) return 4
  return isLate(duty, now) ? 0 : 3 - priorities.indexOf(duty.priority)
}

/** What to do first: late before pressing before the rest, then by its time; what is done comes last. */
export function mostUrgentFirst<T extends Duty>(duties: readonly T[], now: number): T[] {
  return [...duties].sort((a, b) => rank(a, now) - rank(b, now) || a.due_at - b.due_at)
}

/** How far a phone's clock may be off before people are told, in milliseconds. */
const clockTolerance = 300_000

/** Minutes by which a phone's clock is ahead (or behind, when negative); nothing within the tolerance. */
export function clockFault(offset: number): number | undefined {
  return Math.abs(offset) <= clockTolerance ? undefined : Math.round(-offset / 60_000)
}

/**
 * When something happens, by a phone's clock. One that is known to be fast is set right, because the server declines
 * what comes from the future; every other clock is reported as it is.
 */
export function deviceTime(now: number, offset: number): number {
  return offset < -clockTolerance ? now + offset : now
}
