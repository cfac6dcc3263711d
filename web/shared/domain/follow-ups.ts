import type { FollowUpReport } from './follow-up-report'
import type { HowKnown } from './receipts'

/** What came of a follow-up. */
export const outcomes = ['seen_well', 'seen_with_finding', 'not_found', 'not_done', 'not_attempted'] as const
export type FollowUpOutcome = (typeof outcomes)[number]

/** A due check of a plan, as a phone holds it. */
export interface FollowUp {
  id: string
  response_id: string
  arrival_id: string
  /** Whoever was handed over to medical care (`transferred`) is not visited any more. */
  arrival_state: string
  name: string
  /** With its middle hidden. */
  phone: string | null
  grid_id: string
  household_id: string | null
  /** The door, the hotel or the place in words. */
  place: string
  /** Its civil date. */
  due_on: string
  kind: 'visit' | 'test'
  /** The slot of the care team that does it. */
  slot: string
  state: 'due' | 'done' | 'missed' | 'escalated'
  outcome: FollowUpOutcome | null
  how_known: HowKnown | null
  /** Tries at which nobody was found. */
  tries: number
  done_at: number | null
  /** The kind of measure on its day. */
  measure: string | null
  /** Which day of the measure it is, from 1, and how many it has. */
  day: number | null
  days: number | null
}

/** What a phone sends about a follow-up. */
export interface ReportInput extends FollowUpReport {
  follow_up_id: string
  /** The phone's clock, UTC milliseconds. */
  device_at: number
}

/** A report of this phone that the server's answer does not contain yet. */
export interface LocalReport {
  waiting: boolean
  input: ReportInput
}

/** A follow-up as this phone shows it. */
export interface Visit extends FollowUp {
  /** Something written here has not been acknowledged. */
  waiting: boolean
}

/** One person at a door, with all that is due there for them. */
export interface VisitedPerson {
  arrival_id: string
  name: string
  phone: string | null
  visits: Visit[]
}

/** One knock: everybody at a door for whom something is due. */
export interface Knock {
  key: string
  household_id: string | null
  place: string
  people: VisitedPerson[]
  /** How many follow-ups are still to be done. */
  left: number
}

/** Whether the person was met. */
export const isMet = (outcome: FollowUpOutcome | ''): boolean =>
  outcome === 'seen_well' || outcome === 'seen_with_finding'

/** Whether somebody still has to go: what was missed or climbed is mended by a late report. */
export const isOpen = (visit: Pick<FollowUp, 'state' | 'arrival_state'>): boolean =>
  visit.state !== 'done' && visit.arrival_state !== 'transferred'

function after(visit: Visit, { waiting, input }: LocalReport): Visit {
  const said = { ...visit, waiting: waiting || visit.waiting }
  if (visit.state === 'done' && !isMet(input.outcome)) return said
  const { outcome, how_known } = input
  if (isMet(outcome)) return { ...said, outcome, how_known, state: 'done', done_at: input.device_at }
  return { ...said, outcome, how_known, tries: visit.tries + Number(outcome === 'not_found') }
}

/**
 * Lays this phone's own reports, in the order they were written, over what the server answered last. Whether a failed
 * contact climbs, and whether somebody is handed over, only the server says.
 */
export function visitsNow(answered: readonly FollowUp[], written: readonly LocalReport[]): Visit[] {
  return answered.map((follow_up) => {
    const own = written.filter(({ input }) => input.follow_up_id === follow_up.id)
    return own.reduce(after, { ...follow_up, waiting: false })
  })
}

/** Groups what is due by door and person, in the order given; doors where all is done come last. */
export function knocks(visits: readonly Visit[]): Knock[] {
  const doors = new Map<string, Knock>()
  for (const visit of visits) {
    const key = visit.household_id ?? `${visit.grid_id}/${visit.place}`
    const { household_id, place, arrival_id, name, phone } = visit
    const door = doors.get(key) ?? { key, household_id, place, people: [], left: 0 }
    doors.set(key, door)
    const known = door.people.find((person) => person.arrival_id === arrival_id)
    if (known) known.visits.push(visit)
    else door.people.push({ arrival_id, name, phone, visits: [visit] })
    door.left += Number(isOpen(visit))
  }
  const all = [...doors.values()]
  return [...all.filter((door) => door.left > 0), ...all.filter((door) => door.left === 0)]
}
