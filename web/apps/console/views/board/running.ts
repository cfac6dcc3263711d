import { useQuery } from '@tanstack/vue-query'
import { everyPage } from '@shared/api/pages'
import { session } from '../../src/session'
import { listDirectives } from '../directives/api'

/** Every directive under way, to the last page: the board adds them up. */
export function useRunning() {
  return useQuery({
    queryKey: ['directives', 'running'],
    queryFn: () => everyPage((cursor) => listDirectives('running', cursor)),
    enabled: session.may('directives.read'),
  })
}
