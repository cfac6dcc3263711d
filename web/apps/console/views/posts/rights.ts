import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { useTree } from '../areas/tree'
import { rights, roles, type Role } from './api'

/** Which posts the person may fill, hand over and end: by role, in an area and below it. */
export function useRights() {
  const { pathOf } = useTree()
  const held = useQuery({ queryKey: ['posts', 'rights'], queryFn: rights })

  function mayFill(role: Role, area: string): boolean {
    const path = new Set(pathOf(area).map(({ id }) => id))
    return (held.data.value ?? []).some((one) => path.has(one.area_id) && one.appoints.includes(role))
  }
  /** The roles that can be filled somewhere, the highest first. */
  const fillable = computed(() =>
    roles.filter((role) => (held.data.value ?? []).some(({ appoints }) => appoints.includes(role))),
  )
  return { mayFill, fillable }
}
