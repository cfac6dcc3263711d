import {
  IconAbsent,
  IconClosed,
  IconConfirmed,
  IconDone,
  IconDoors,
  IconLate,
  IconMerge,
  IconMove,
  IconRefused,
  IconShield,
  IconEdit,
  IconUnknown,
  IconWaiting,
  type Icon,
} from '@shared/icons'

/** The way of an arrival, in order. */
export const path = ['expected', 'arrived', 'verified', 'assessed', 'under_measure', 'released'] as const
/** The side exits of which each counts among the returnees. */
export const exits = [
  'not_coming',
  'went_elsewhere',
  'not_living_here',
  'wrong_data',
  'past_window',
  'transferred',
] as const
export const states = [...path, ...exits, 'duplicate'] as const
export type ArrivalState = (typeof states)[number]

/** What somebody at a desk can do with an arrival. */
export const moves = [
  'arrive',
  'verify',
  'accept',
  'edit',
  'route',
  'not_coming',
  'forward',
  'not_living_here',
  'wrong_data',
  'past_window',
  'transferred',
  'link',
] as const
export type Move = (typeof moves)[number]

/** Moves that end an arrival by a side exit and ask the same: how it is known, and why. */
export const endings = ['not_coming', 'not_living_here', 'wrong_data', 'past_window', 'transferred'] as const
export type EndingMove = (typeof endings)[number]
export const isEnding = (move: Move): move is EndingMove => endings.some((one) => one === move)
/** Moves after which nothing is left to be done here. */
export const isExit = (move: Move): boolean => isEnding(move) || move === 'forward' || move === 'link'

/** Something is still to be done here. */
export const underWay: readonly ArrivalState[] = [
  'expected',
  'arrived',
  'verified',
  'assessed',
  'under_measure',
]

/**
 * From which states a move is drawn; the server declines every other. Verifying somebody who is still expected says at
 * once that they came.
 */
const drawn: Readonly<Record<Exclude<Move, 'accept'>, readonly ArrivalState[]>> = {
  arrive: ['expected'],
  verify: ['expected', 'arrived'],
  edit: [...underWay, 'released'],
  route: underWay,
  not_coming: ['expected'],
  forward: underWay,
  not_living_here: underWay,
  wrong_data: underWay,
  past_window: ['expected', 'arrived', 'verified', 'assessed'],
  transferred: ['arrived', 'verified', 'assessed', 'under_measure'],
  link: underWay,
}

/** What can be done with an arrival where it stands. A forwarded one waits for the other place, once. */
export function movesOf(arrival: { state: ArrivalState; accepted_at: number | null }): Move[] {
  return moves.filter((move) =>
    move === 'accept'
      ? arrival.state === 'went_elsewhere' && arrival.accepted_at === null
      : drawn[move].includes(arrival.state),
  )
}

type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'mute'

/** How each state looks; the word says it too. */
export const looks: Readonly<Record<ArrivalState, { tone: Tone; icon: Icon }>> = {
  expected: { tone: 'calm', icon: IconWaiting },
  arrived: { tone: 'warn', icon: IconDoors },
  verified: { tone: 'good', icon: IconDone },
  assessed: { tone: 'calm', icon: IconConfirmed },
  under_measure: { tone: 'warn', icon: IconShield },
  released: { tone: 'good', icon: IconConfirmed },
  not_coming: { tone: 'mute', icon: IconAbsent },
  went_elsewhere: { tone: 'mute', icon: IconMove },
  not_living_here: { tone: 'mute', icon: IconAbsent },
  wrong_data: { tone: 'bad', icon: IconUnknown },
  past_window: { tone: 'mute', icon: IconClosed },
  transferred: { tone: 'bad', icon: IconLate },
  duplicate: { tone: 'mute', icon: IconMerge },
}

/** The icon of a move. */
export const iconOf: Readonly<Record<Move, Icon>> = {
  arrive: IconDoors,
  verify: IconDone,
  accept: IconConfirmed,
  edit: IconEdit,
  route: IconMove,
  not_coming: IconAbsent,
  forward: IconMove,
  not_living_here: IconAbsent,
  wrong_data: IconRefused,
  past_window: IconClosed,
  transferred: IconLate,
  link: IconMerge,
}
