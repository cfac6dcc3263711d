import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { Problem } from '@shared/api/problem'

/** Everything the console has read from the server. The first part of each key is the noun, so that a live event can wake it. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // A refusal will be the same the next time; only silence is worth another try.
      retry: (failures, error) => failures < 2 && error instanceof Problem && error.unanswered,
    },
  },
})

export { VueQueryPlugin }
