import { doorKey, isReached, type Standing } from './receipts'

/** What orders and groups a door. */
export interface DoorPlace {
  grid_name: string
  /** The number the ledger gives it; may be empty. */
  number: string
  /** Lane or building; may be empty. */
  lane: string
  door: string
  head_name: string
}

/** Doors along one lane or in one building. */
export interface DoorGroup<T> {
  key: string
  grid: string
  /** Lane or building; empty where the ledger names none. */
  lane: string
  doors: T[]
}

// Door 9 comes before door 10, as people walk past them.
const walking = new Intl.Collator('zh-CN', { numeric: true })

const building = /^(.*?\d+\s*(?:栋|幢|座|号楼))/

/** The lane of a door; a building stands in its place where the ledger has written it into the door. */
export function laneOf(place: Pick<DoorPlace, 'lane' | 'door'>): string {
  return place.lane.trim() || (building.exec(place.door)?.[1] ?? '').trim()
}

/** The text by which people speak of a door: `东街 12号`. */
export function doorName(place: Pick<DoorPlace, 'lane' | 'door' | 'number'>): string {
  return [place.lane, place.door || place.number].filter(Boolean).join(' ')
}

/** Doors in walking order: by grid, lane, door. */
export function inWalkingOrder<T extends DoorPlace>(doors: readonly T[]): T[] {
  return [...doors].sort(
    (a, b) =>
      walking.compare(a.grid_name, b.grid_name) ||
      walking.compare(laneOf(a), laneOf(b)) ||
      walking.compare(a.door || a.number, b.door || b.number),
  )
}

/** Groups doors that are already in walking order by grid and lane. */
export function byLane<T extends DoorPlace>(doors: readonly T[]): DoorGroup<T>[] {
  const groups = new Map<string, DoorGroup<T>>()
  for (const door of doors) {
    const lane = laneOf(door)
    const key = `${door.grid_name}/${lane}`
    const group = groups.get(key)
    if (group) group.doors.push(door)
    else groups.set(key, { key, grid: door.grid_name, lane, doors: [door] })
  }
  return [...groups.values()]
}

/** Full-width digits and letters made plain, blanks away: what people type on a phone. */
function plain(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\s+/g, '')
    .toLowerCase()
}

/**
 * Whether a door answers to what was typed: a part of its address or of its head's name. Bare digits mean the door's
 * own number from its beginning, so `1` does not find door 21.
 */
export function answersTo(place: DoorPlace, typed: string): boolean {
  const wanted = plain(typed)
  if (wanted === '') return true
  if (/^\d+$/.test(wanted)) {
    const numbers = [...plain(place.door).matchAll(/\d+/g), ...plain(place.number).matchAll(/\d+/g)]
    return numbers.some(([found]) => found.startsWith(wanted) || found.replace(/^0+/, '').startsWith(wanted))
  }
  return plain(`${place.lane}${place.door}`).includes(wanted) || plain(place.head_name).includes(wanted)
}

/** How far a directive has come at some doors. Each door is in exactly one of the three. */
export interface Tally {
  due: number
  reached: number
  /** Somebody tried and found nobody. */
  tried: number
  /** No word at all. */
  unknown: number
}

/** Counts the doors of a directive; `reached` alone is done, the rest is left. */
export function tally(
  directive: string,
  doors: readonly { id: string }[],
  now: ReadonlyMap<string, Standing>,
): Tally {
  const sum: Tally = { due: doors.length, reached: 0, tried: 0, unknown: 0 }
  for (const door of doors) {
    const state = now.get(doorKey(directive, door.id))?.entry?.state
    if (isReached(state)) sum.reached += 1
    else if (state === undefined) sum.unknown += 1
    else sum.tried += 1
  }
  return sum
}

/** The doors at which a directive is due: those in its grids. */
export function dueAt<T extends { grid_id: string }>(grids: readonly string[], doors: readonly T[]): T[] {
  const scope = new Set(grids)
  return doors.filter((door) => scope.has(door.grid_id))
}

/** The doors somebody answers for by name; where none is, everybody answers for all of them. */
export function mineOf<T extends { mine: boolean }>(doors: readonly T[]): readonly T[] {
  const own = doors.filter((door) => door.mine)
  return own.length > 0 ? own : doors
}
