/** UTC milliseconds, as the server sends every instant. */
export type Timestamp = number

/** A civil date `YYYY-MM-DD` in the jurisdiction's zone. */
export type CivilDate = string

const parts = new Map<string, Intl.DateTimeFormat>()

/** The time zone every date is shown in, whatever the device thinks; the server may name another. */
let zone = 'Asia/Shanghai'

/** Sets the jurisdiction's time zone once it is known. */
export function setZone(name: string): void {
  zone = name
}

function fields(at: Timestamp): Record<string, string> {
  let format = parts.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    parts.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
}

/** `2022-04-18`: the civil date of an instant. */
export function civilDate(at: Timestamp): CivilDate {
  const f = fields(at)
  return `${f.year}-${f.month}-${f.day}`
}

/** `22:05`: the wall clock of an instant. */
export function clockTime(at: Timestamp): string {
  const f = fields(at)
  return `${f.hour}:${f.minute}`
}

/** `04-18 22:05`: short enough for a table; with the year when it is not the present one. */
export function shortTime(at: Timestamp, now: Timestamp = Date.now()): string {
  const date = civilDate(at)
  const day = date.slice(0, 4) === civilDate(now).slice(0, 4) ? date.slice(5) : date
  return `${day} ${clockTime(at)}`
}

/** `2022-04-18 22:05:31`: to the second, for proof. */
export function exactTime(at: Timestamp): string {
  const f = fields(at)
  return `${civilDate(at)} ${f.hour}:${f.minute}:${f.second}`
}

/** A civil date some days later (or earlier, when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The instant at which the wall clock of the jurisdiction shows this date and time. */
export function instantOf(date: CivilDate, time = '00:00'): Timestamp {
  const naive = Date.parse(`${date}T${time}:00Z`)
  const seen = fields(naive)
  const shown = Date.parse(`${civilDate(naive)}T${seen.hour}:${seen.minute}:${seen.second}Z`)
  return naive - (shown - naive)
}

/** A length of time in its largest two sensible units, as `[amount, unit]` pairs for the words of a face. */
export function span(ms: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.round(ms / 60_000))
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 }
}
