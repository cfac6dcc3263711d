import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { useRoute, useRouter } from 'vue-router'
import { everyPage } from '@shared/api/pages'
import { listResponses } from '../responses/api'

/** The responses that run, and the one whose arrivals are looked at: the address keeps which, so that it can be passed on. */
export function useRunning() {
  const route = useRoute()
  const router = useRouter()
  const open = useQuery({
    queryKey: ['responses', 'running'],
    queryFn: () => everyPage((cursor) => listResponses('open', cursor)),
  })
  const chosen = computed(() => {
    const all = open.data.value ?? []
    return all.find(({ id }) => id === route.query.response) ?? all[0]
  })
  const choose = (id: string) => router.replace({ query: { ...route.query, response: id } })
  return { open, chosen, choose }
}
