import type { CivilDate } from '@shared/time'
import type { DocumentKind } from '../ledger/api'
import type { ArrivalPerson, DeskChannel, Destination, NewArrival, Stay } from './api'

/** Somebody as typed in. */
export interface PersonText {
  name: string
  kind: DocumentKind
  number: string
  phone: string
}

/** A stay as typed in. */
export interface StayText {
  /** The official code of the smallest area that was chosen; empty while none is. */
  code: string
  /** What that area is called, with those above it; empty where it was not chosen here. */
  said: string
  place: string
  from: CivilDate | ''
  to: CivilDate | ''
}

/** Where they go, as chosen. */
export interface DestinationText {
  household: string
  area: string
  place: string
}

/** A registration as it stands in the form. */
export interface Draft {
  channel: DeskChannel
  people: PersonText[]
  destination: DestinationText
  /** Whether they have come already. */
  here: boolean
  day: CivilDate
  stays: StayText[]
  /** Where they come from in words, asked only while no stay is given. */
  origin: string
}

/** As many as the server takes in one registration. */
export const mostPeople = 10
export const mostStays = 20

export const newPerson = (): PersonText => ({ name: '', kind: 'resident_id', number: '', phone: '' })
export const newStay = (): StayText => ({ code: '', said: '', place: '', from: '', to: '' })

/** An empty form; whoever enters several keeps the way they come in. */
export const newDraft = (today: CivilDate, channel: DeskChannel = 'desk', area = ''): Draft => ({
  channel,
  people: [newPerson()],
  destination: { household: '', area, place: '' },
  here: true,
  day: today,
  stays: [],
  origin: '',
})

/** What is missing before it can be sent; the server checks everything again. */
export const faults = ['name', 'destination', 'day', 'stay_place', 'stay_days'] as const
export type DraftFault = (typeof faults)[number]

export function stayFault(stays: readonly StayText[]): DraftFault | undefined {
  if (stays.some(({ code, place }) => code === '' && place.trim() === '')) return 'stay_place'
  // Days are written year first, so their letters have the order of time.
  if (stays.some(({ from, to }) => from === '' || to === '' || to < from)) return 'stay_days'
  return undefined
}

export function faultOf(draft: Draft): DraftFault | undefined {
  if (draft.people.some(({ name }) => name.trim() === '')) return 'name'
  if (draft.destination.household === '' && draft.destination.area === '') return 'destination'
  if (draft.day === '') return 'day'
  return stayFault(draft.stays)
}

export function personOf({ name, kind, number, phone }: PersonText): ArrivalPerson {
  return {
    name: name.trim(),
    ...(number.trim() === '' ? {} : { document: { kind, number: number.trim() } }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  }
}

/** The place as it is shown everywhere: the name of the area that was chosen, then what was typed. */
export function placeText({ said, place }: Pick<StayText, 'said' | 'place'>): string {
  const typed = place.trim()
  return typed.startsWith(said) ? typed : `${said}${typed}`
}

export const stayOf = ({ code, said, place, from, to }: StayText): Stay => ({
  area_code: code || null,
  place: placeText({ said, place }),
  from_on: from,
  to_on: to,
  left_on: null,
})

/** A stay that is known, as a form shows it. */
export const stayTextOf = ({ area_code, place, from_on, to_on }: Stay): StayText => ({
  code: area_code ?? '',
  said: '',
  place,
  from: from_on,
  to: to_on,
})

/** A household decides the grid; only without one does the area that was chosen. */
export function destinationOf({ household, area, place }: DestinationText): Destination {
  return household ? { household_id: household, place: place.trim() } : { area_id: area, place: place.trim() }
}

/** The request of a form without faults. */
export function registrationOf(draft: Draft, response: string): NewArrival {
  return {
    response_id: response,
    channel: draft.channel,
    destination: destinationOf(draft.destination),
    ...(draft.here ? { arrived_on: draft.day } : { expected_on: draft.day }),
    people: draft.people.map(personOf),
    stays: draft.stays.map(stayOf),
    origin: draft.stays.length > 0 ? '' : draft.origin.trim(),
  }
}
