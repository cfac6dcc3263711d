/** What a phone sends to register somebody on their behalf. */
export interface RegisterInput {
  response_id: string
  channel: 'on_behalf'
  destination: { household_id?: string; area_id?: string; place: string }
  arrived_on?: string
  expected_on?: string
  people: { name: string; phone?: string; document?: { number: string } }[]
  stays?: { area_code?: string; place: string; from_on: string; to_on: string }[]
  origin?: string
}

/** What stands in the form. Dates are civil ones; empty where nothing was chosen. */
export interface RegisterDraft {
  response: string
  name: string
  phone: string
  document: string
  to: 'house' | 'place'
  house: string
  grid: string
  place: string
  here: 'here' | 'notYet'
  day: string
  /** The first two digits of the official code; empty where nobody knows. */
  province: string
  /** The province's name, for the words of a place without days. */
  provinceName: string
  origin: string
  from: string
  until: string
}

/** What has to be mended before the form can be sent. */
export type RegisterFault = 'name' | 'to' | 'day' | 'from' | 'stay'

/** What is wrong with the form, from top to bottom. */
export function registerFaults(draft: RegisterDraft, today: string): RegisterFault[] {
  const faults: RegisterFault[] = []
  if (draft.name.trim() === '') faults.push('name')
  const placed = draft.to === 'house' ? draft.house !== '' : draft.grid !== '' && draft.place.trim() !== ''
  if (!placed) faults.push('to')
  if (draft.day === '' || (draft.here === 'here' && draft.day > today)) faults.push('day')
  if (draft.province === '' && draft.origin.trim() === '') faults.push('from')
  const { from, until } = draft
  const both = from !== '' && until !== ''
  if ((from !== '' || until !== '') && !(both && from <= until && until <= today)) faults.push('stay')
  return faults
}

/** A form without faults as the server takes it: a stay where its days are known, the words of a place otherwise. */
export function registration(draft: RegisterDraft): RegisterInput {
  const { response, to, house, grid, province, from, until } = draft
  const [name, phone, number] = [draft.name.trim(), draft.phone.trim(), draft.document.trim()]
  const place = `${draft.provinceName}${draft.origin.trim()}`
  const where =
    to === 'house' ? { household_id: house, place: '' } : { area_id: grid, place: draft.place.trim() }
  const stay = { ...(province && { area_code: province }), place, from_on: from, to_on: until }
  return {
    response_id: response,
    channel: 'on_behalf',
    destination: where,
    ...(draft.here === 'here' ? { arrived_on: draft.day } : { expected_on: draft.day }),
    people: [{ name, ...(phone && { phone }), ...(number && { document: { number } }) }],
    ...(from ? { stays: [stay] } : { origin: place }),
  }
}
