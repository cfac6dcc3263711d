import { addDays, civilDate, instantOf, type CivilDate, type Timestamp } from '@shared/time'

/** Today, which is what every date of a post begins with. */
export const today = (): CivilDate => civilDate(Date.now())

/** The instant from which a day counts: today counts from now on, which the server's own clock tells best. */
export const beginOf = (day: CivilDate): Timestamp | undefined =>
  day === '' || day === today() ? undefined : instantOf(day)

/** The instant at which a last day is over; nothing where there is no last day. */
export const overAfter = (day: CivilDate | null): Timestamp | undefined =>
  day ? instantOf(addDays(day, 1)) : undefined
