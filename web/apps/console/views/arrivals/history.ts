import type { Fact, HistoryLine } from '../../components/history'
import { t, type Word } from '../../src/words'
import type { ArrivalDetail, ArrivalEvent, Stay } from './api'
import type { ArrivalState } from './states'

const deeds: Readonly<Record<string, Word>> = {
  'arrivals.register': 'arrivals.deed.register',
  'arrivals.arrive': 'arrivals.deed.arrive',
  'arrivals.verify': 'arrivals.deed.verify',
  'arrivals.edit': 'arrivals.deed.edit',
  'arrivals.route': 'arrivals.deed.route',
  'arrivals.move': 'arrivals.deed.move',
  'arrivals.forward': 'arrivals.deed.forward',
  'arrivals.accept': 'arrivals.deed.accept',
  'arrivals.link': 'arrivals.deed.link',
  'arrivals.end': 'arrivals.deed.end',
  'arrivals.assess': 'arrivals.deed.assess',
  'arrivals.measure': 'arrivals.deed.measure',
  'arrivals.release': 'arrivals.deed.release',
  'arrivals.transfer': 'arrivals.deed.transfer',
}

/** What happened, in plain words; a verb that has none is shown as it is kept. */
export function deedOf(verb: string): string {
  const word = deeds[verb]
  return word ? t(word) : verb
}

/** The values that are told when they change; others follow from them. */
const told = [
  'state',
  'name',
  'document',
  'phone',
  'place',
  'grid_id',
  'origin',
  'expected_on',
  'arrived_on',
] as const
type Told = (typeof told)[number]
const names: Readonly<Record<Told, Word>> = {
  state: 'arrivals.col.state',
  name: 'arrivals.col.name',
  document: 'arrivals.form.document',
  phone: 'arrivals.col.phone',
  place: 'arrivals.form.place',
  grid_id: 'arrivals.form.area',
  origin: 'arrivals.col.from',
  expected_on: 'arrivals.form.expected',
  arrived_on: 'arrivals.form.arrived',
}

type Values = Readonly<Record<string, unknown>>

function valueOf(field: Told, value: unknown, areaName: (id: string) => string): string {
  if (typeof value !== 'string' || value === '') return t('arrivals.blank')
  if (field === 'state') return t(`arrivals.state.${value as ArrivalState}`)
  return field === 'grid_id' ? areaName(value) : value
}

/** Stays in one line, in the order of their days. */
export const staysText = (
  stays: readonly Pick<Stay, 'from_on' | 'to_on' | 'place' | 'area_code'>[],
): string => stays.map((stay) => `${stay.from_on}–${stay.to_on} ${stay.place || stay.area_code}`).join('；')

const isStays = (value: unknown): value is Stay[] => Array.isArray(value)

function changed(before: Values, after: Values, areaName: (id: string) => string): Fact[] {
  const changes = told
    .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
    .map((field) => ({
      name: t(names[field]),
      before: valueOf(field, before[field], areaName),
      after: valueOf(field, after[field], areaName),
    }))
  if (!isStays(before.stays) || !isStays(after.stays)) return changes
  const [was, is] = [staysText(before.stays), staysText(after.stays)]
  if (was === is) return changes
  const blank = t('arrivals.blank')
  return [...changes, { name: t('arrivals.stays'), before: was || blank, after: is || blank }]
}

/** An event with what it changed. */
export interface Step {
  event: ArrivalEvent
  changes: Fact[]
}

/**
 * What each event changed. An event keeps the values before it, so that those after it are the values before the next
 * one, or the present ones for the newest. The history comes newest first.
 */
export function historyOf(arrival: ArrivalDetail, areaName: (id: string) => string): Step[] {
  let after: Values = { ...arrival }
  return arrival.history.map((event) => {
    const changes = event.before ? changed(event.before, after, areaName) : []
    // Only a correction keeps the stays; where none did, they are what they were later.
    if (event.before) after = { ...after, ...event.before }
    return { event, changes }
  })
}

/** What happened to an arrival, line by line. */
export const linesOf = (arrival: ArrivalDetail, areaName: (id: string) => string): HistoryLine[] =>
  historyOf(arrival, areaName).map(({ event, changes }) => ({
    id: event.id,
    at: event.at,
    deed: deedOf(event.verb),
    facts: changes,
    who: event.person_name || t('arrivals.history.self'),
    reason: event.reason,
    known: t(`source.${event.how_known}`),
  }))
