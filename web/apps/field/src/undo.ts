import { ref, type Ref } from 'vue'

/** What was just written here, and how it is taken back. */
export interface Written {
  /** In words, in the language in use. */
  said: () => string
  undo: () => Promise<void>
}

/** For how long the bar offers to take back what was just written, in milliseconds. */
export const offeredMs = 12_000

/** For how long an operation that can't be taken back at the server stays on the phone: longer than the bar. */
export const heldMs = offeredMs + 3_000

/** The last thing that was written here, for the bar that takes it back. */
export const lastWritten: Ref<Written | undefined> = ref()
