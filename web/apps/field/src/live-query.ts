import { liveQuery } from 'dexie'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** Watches a question to the phone's own store: the answer changes as soon as the store does. */
export function watchStore<T>(question: () => Promise<T>, first: T): Readonly<ShallowRef<T>> {
  const answer = shallowRef(first) as ShallowRef<T>
  const subscription = liveQuery(question).subscribe({
    next: (value) => {
      answer.value = value
    },
    error: (cause: unknown) => {
      throw cause
    },
  })
  onScopeDispose(() => subscription.unsubscribe())
  return answer
}
