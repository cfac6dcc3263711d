/** What a returnee asks for. A complaint goes past the grid to the village. */
export const helpKinds = ['food', 'medicine', 'doctor', 'other', 'complaint'] as const
export type HelpKind = (typeof helpKinds)[number]

/** Where it stands. */
export const helpStates = ['asked', 'taken', 'answered', 'closed'] as const
export type HelpState = (typeof helpStates)[number]

/** What a phone holds of a request that nobody has answered. */
export interface HeldHelp {
  id: string
  response_id: string
  arrival_id: string
  name: string
  /** With its middle hidden. */
  phone: string | null
  household_id: string | null
  place: string
  kind: HelpKind
  state: HelpState
  /** In their own words; may be empty. */
  told: string
  /** UTC milliseconds. */
  asked_at: number
  taken_by: string
  rev: number
}

/** A step of this phone that the server's answer does not contain yet. */
export interface LocalHelp {
  kind: 'take_help' | 'answer_help'
  waiting: boolean
  input: { help_request_id: string; rev: number; answer?: string }
}

/** A request as this phone shows it. */
export interface ShownHelp extends HeldHelp {
  waiting: boolean
}

function after(now: ShownHelp, { kind, waiting, input }: LocalHelp): ShownHelp {
  // An answer that knows more than the step holds already contains it.
  if (input.rev !== now.rev) return now
  const state = kind === 'take_help' ? 'taken' : 'answered'
  return { ...now, state, rev: now.rev + 1, waiting: waiting || now.waiting }
}

/** Lays this phone's own steps, in the order they were written, over what the server answered last. */
export function helpNow(answered: readonly HeldHelp[], written: readonly LocalHelp[]): ShownHelp[] {
  return answered.map((one) => {
    const own = written.filter(({ input }) => input.help_request_id === one.id)
    return own.reduce(after, { ...one, waiting: false })
  })
}
