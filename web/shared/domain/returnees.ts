import type { HowKnown } from './receipts'

/** A returnee whom nobody has verified, as a phone holds them. */
export interface Returnee {
  id: string
  response_id: string
  state: 'expected' | 'arrived' | 'verified'
  name: string
  /** With its middle hidden. */
  phone: string | null
  household_id: string | null
  /** The door, the hotel or the place in words. */
  place: string
  grid_id: string
  /** Where they come from, in words. */
  origin: string
  /** Civil dates. */
  expected_on: string | null
  arrived_on: string | null
  /** A change names the revision it saw. */
  rev: number
}

/** What a phone sends when somebody came. */
export interface ArriveInput {
  arrival_id: string
  rev: number
  arrived_on: string
  how_known: HowKnown
}

/** What a phone sends when somebody was verified; the day they came where they were still expected. */
export interface VerifyInput {
  arrival_id: string
  rev: number
  by: 'phone' | 'visit'
  arrived_on?: string
}

/** A step of this phone that the server's answer does not contain yet. */
export type LocalStep = { waiting: boolean } & (
  { kind: 'arrive'; input: ArriveInput } | { kind: 'verify'; input: VerifyInput }
)

/** A returnee as this phone shows them. */
export interface ShownReturnee extends Returnee {
  waiting: boolean
}

function after(now: ShownReturnee, step: LocalStep): ShownReturnee {
  const waiting = step.waiting || now.waiting
  // An answer that knows more than the step holds already contains it.
  if (step.input.rev !== now.rev) return now
  const arrived_on = step.input.arrived_on ?? now.arrived_on
  if (step.kind === 'arrive') return { ...now, state: 'arrived', arrived_on, rev: now.rev + 1, waiting }
  const steps = now.state === 'expected' ? 2 : 1
  return { ...now, state: 'verified', arrived_on, rev: now.rev + steps, waiting }
}

/** Lays this phone's own steps, in the order they were written, over what the server answered last. */
export function returneesNow(answered: readonly Returnee[], written: readonly LocalStep[]): ShownReturnee[] {
  return answered.map((returnee) => {
    const own = written.filter(({ input }) => input.arrival_id === returnee.id)
    return own.reduce(after, { ...returnee, waiting: false })
  })
}

/** Those who are here first, then by the day they are expected; those who were verified here come last. */
export function soonestFirst<T extends Returnee>(returnees: readonly T[]): T[] {
  const rank = { arrived: 0, expected: 1, verified: 2 }
  const day = (one: Returnee) => one.arrived_on ?? one.expected_on ?? ''
  return [...returnees].sort((a, b) => rank[a.state] - rank[b.state] || day(a).localeCompare(day(b)))
}
