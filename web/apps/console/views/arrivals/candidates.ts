import type { Arrival } from './api'

/** What speaks for two registrations being of one person: the more, the nearer to the top. Masked numbers may agree by chance. */
function likeness(one: Arrival, other: Arrival): number {
  const same = (pick: (arrival: Arrival) => string | null) => {
    const value = pick(one)
    return value !== null && value !== '' && value === pick(other) ? 1 : 0
  }
  return (
    4 * same(({ name }) => name) +
    2 * same(({ document }) => document) +
    2 * same(({ phone }) => phone) +
    same(({ arrived_on, expected_on }) => arrived_on ?? expected_on)
  )
}

/** The arrivals that one can be linked to, the likeliest first: not itself, and none that is itself linked. */
export function candidatesOf(arrival: Arrival, others: readonly Arrival[]): Arrival[] {
  return others
    .filter(({ id, state }) => id !== arrival.id && state !== 'duplicate')
    .map((other) => ({ other, likeness: likeness(arrival, other) }))
    .sort((one, two) => two.likeness - one.likeness)
    .map(({ other }) => other)
}
