import { sources, type HowKnown } from '@shared/domain/receipts'
import type { CivilDate } from '@shared/time'
import { accept, arrive, end, forward, verify, type Seen, type Standing, type VerifiedBy } from './api'
import { isEnding, type ArrivalState, type Move } from './states'

/** A move that is one short question; correcting, routing and linking have forms of their own. */
export type ShortMove = Exclude<Move, 'edit' | 'route' | 'link'>
export const isShort = (move: Move): move is ShortMove =>
  move !== 'edit' && move !== 'route' && move !== 'link'

/** What a move asks. */
export type Question = 'by' | 'day' | 'to' | 'source' | 'reason'

export function questionsOf(move: ShortMove, state: ArrivalState): Question[] {
  if (move === 'arrive') return ['day', 'source']
  // Whoever is verified has come: the day is asked where it is not known yet.
  if (move === 'verify') return state === 'expected' ? ['by', 'day'] : ['by']
  if (move === 'accept') return ['reason']
  return move === 'forward' ? ['to', 'source', 'reason'] : ['source', 'reason']
}

/** How a move can be known. Nobody was reached is a way to know of an end, never of a coming. */
export const sourcesOf = (move: ShortMove): readonly HowKnown[] =>
  isEnding(move) ? sources : sources.filter((one) => one !== 'not_reached')

/** The answers as they stand in the form. */
export interface Answers {
  by: VerifiedBy
  day: CivilDate
  to: string
  source: HowKnown
  reason: string
}

/** Whether everything that a move asks is answered; the server's own limits are the same. */
export const isAnswered = (questions: readonly Question[], { day, to, reason }: Answers): boolean =>
  (!questions.includes('day') || day !== '') &&
  (!questions.includes('to') || to.trim() !== '') &&
  (!questions.includes('reason') || reason.trim().length >= 2)

/** Sends a move. */
export function sendMove(
  move: ShortMove,
  seen: Seen & { state: ArrivalState },
  { by, day, to, source, reason }: Answers,
  op: string,
): Promise<Standing> {
  if (move === 'arrive') return arrive(seen, { arrived_on: day, how_known: source }, op)
  if (move === 'verify') return verify(seen, seen.state === 'expected' ? { by, arrived_on: day } : { by }, op)
  if (move === 'accept') return accept(seen, { reason: reason.trim() }, op)
  if (move === 'forward')
    return forward(seen, { to: to.trim(), how_known: source, reason: reason.trim() }, op)
  return end(seen, { state: move, how_known: source, reason: reason.trim() }, op)
}
