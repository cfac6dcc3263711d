import { ref, type Ref } from 'vue'
import { Problem } from '@shared/api/problem'
import { uuid7 } from '@shared/uuid7'
import { queries } from './query'
import { say } from './say'

/** A write that a person starts: its state, its refusal, and the way to send it. */
export interface Command<I, O> {
  busy: Ref<boolean>
  problem: Ref<Problem | undefined>
  /** Answers the outcome, or nothing when it was refused: the refusal is then in `problem`. */
  send: (input: I) => Promise<O | undefined>
}

/** What follows a command that went through. */
export interface After {
  /** The nouns whose pages must re-read. */
  nouns: readonly string[]
  /** What to tell the person. */
  done?: () => string
}

/**
 * Wraps a write so that a second press, or a press after a lost answer, carries the same operation id:
 * the server then answers the same and does nothing twice.
 */
export function useCommand<I, O>(run: (input: I, op: string) => Promise<O>, after: After): Command<I, O> {
  const busy = ref(false)
  const problem = ref<Problem>()
  let op: string | undefined

  async function send(input: I): Promise<O | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = undefined
    op ??= uuid7()
    try {
      const outcome = await run(input, op)
      op = undefined
      for (const noun of after.nouns) void queries.invalidateQueries({ queryKey: [noun] })
      if (after.done) say.done(after.done())
      return outcome
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause
      if (!cause.unanswered) op = undefined
      problem.value = cause
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, send }
}
