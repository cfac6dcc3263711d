import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { areaTree, levels, type AreaNode, type Level } from './api'

/** A node with its children, as a tree control wants it. */
export interface Branch extends AreaNode {
  children: Branch[]
}

/** Builds branches from a list in which parents come before their children; `deepest` cuts the tree. */
export function branches(nodes: readonly AreaNode[], deepest: Level = 'micro_grid'): Branch[] {
  const byId = new Map<string, Branch>()
  const tops: Branch[] = []
  const limit = levels.indexOf(deepest)
  for (const node of nodes) {
    if (levels.indexOf(node.level) > limit) continue
    const branch: Branch = { ...node, children: [] }
    byId.set(node.id, branch)
    const parent = node.parent_id ? byId.get(node.parent_id) : undefined
    if (parent) parent.children.push(branch)
    else tops.push(branch)
  }
  return tops
}

/** The tree of all areas within one's reach: read once, used by every picker. */
export function useTree() {
  const tree = useQuery({ queryKey: ['areas', 'tree'], queryFn: areaTree })
  const byId = computed(() => new Map((tree.data.value ?? []).map((area) => [area.id, area])))

  /** The names from the top down to an area. */
  function pathOf(id: string | null | undefined): AreaNode[] {
    const path: AreaNode[] = []
    for (let area = byId.value.get(id ?? ''); area; area = byId.value.get(area.parent_id ?? ''))
      path.unshift(area)
    return path
  }

  /** The first areas one's posts reach whole. */
  const tops = computed(() =>
    (tree.data.value ?? []).filter((area) => area.reached && !byId.value.get(area.parent_id ?? '')?.reached),
  )
  return { tree, byId, pathOf, tops }
}
