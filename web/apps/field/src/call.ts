import { nameOf } from './receipt'
import type { Household } from './snapshot'
import { t } from './words'

/** Somebody whose number lies behind a mask. */
export interface CallTarget {
  name: string
  /** The number with its middle hidden. */
  masked: string | null
  /** Where the number in full is asked for. */
  path: string
  /** The usual reason, which can be changed. */
  reason: string
  /** Whom to call instead where there is no network. */
  liaison: { name: string; phone: string } | null
}

/** A household, to tell it of a directive with this title. */
export function houseCall(house: Household, title: string | undefined): CallTarget {
  return {
    name: nameOf(house),
    masked: house.phone,
    path: `/residents/${house.resident_id}/unmask`,
    reason: [t('call.reason.usual'), title].filter(Boolean).join('：'),
    liaison: house.liaison,
  }
}

/** A returnee, for the reason given. */
export function returneeCall(
  returnee: { id: string; name: string; phone: string | null },
  reason: string,
): CallTarget {
  const { id, name, phone: masked } = returnee
  return { name, masked, path: `/arrivals/${id}/unmask`, reason, liaison: null }
}
