import { computed } from 'vue'
import { useTree } from '../areas/tree'

/** The live villages in one's reach, in the order of the tree, and the village that a grid lies in. */
export function useVillages() {
  const { tree, byId } = useTree()
  function villageOf(area: string): string | undefined {
    let found = byId.value.get(area)
    while (found && found.level !== 'village') found = byId.value.get(found.parent_id ?? '')
    return found?.id
  }
  const villages = computed(() =>
    (tree.data.value ?? []).filter(({ level, to_at }) => level === 'village' && to_at === null),
  )
  return { tree, villages, villageOf }
}
