import type { Timestamp } from '@shared/time'

/** One fact in words: a field's name, its value before, and its value after where it was changed. */
export interface Fact {
  name: string
  before: string
  after?: string
}

/** One thing that happened to a record, in words. */
export interface HistoryLine {
  id: string
  at: Timestamp
  deed: string
  /** What was changed; without a value after, what was known until then. */
  facts: readonly Fact[]
  who: string
  reason: string
  /** How it was known, where that is kept. */
  known?: string
}
