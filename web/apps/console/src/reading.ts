/** What is known of one question to the server, as a query tells it. */
export interface Answer {
  error: Error | null
  /** When it was last answered, UTC milliseconds; 0 while it never was. */
  dataUpdatedAt: number
}

/** Several questions whose answers are shown as one figure or one picture. */
export interface Reading {
  /** Something was never answered yet. */
  pending: boolean
  /** Why something is missing or old. */
  error: Error | null
  /** How old the oldest of what is shown is, UTC milliseconds; 0 while something was never answered. */
  readAt: number
}

/**
 * Lays answers together. Nothing counts as read before all of it was read once: a sum of half the answers would be a
 * false figure. When a later reading fails, what was read before stays and says how old it is.
 */
export function together(answers: readonly Answer[]): Reading {
  const never = answers.filter(({ dataUpdatedAt }) => dataUpdatedAt === 0)
  const failed = (never.length > 0 ? never : answers).filter(({ error }) => error !== null)
  const oldest = failed.length > 0 ? failed : answers
  return {
    pending: never.length > 0,
    error: failed[0]?.error ?? null,
    readAt: never.length > 0 ? 0 : Math.min(...oldest.map(({ dataUpdatedAt }) => dataUpdatedAt)),
  }
}
