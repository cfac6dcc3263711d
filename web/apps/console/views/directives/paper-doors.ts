import { computed, proxyRefs, type Ref } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { everyPage } from '@shared/api/pages'
import { together } from '../../src/reading'
import { levels } from '../areas/api'
import { useTree } from '../areas/tree'
import { doorsOf, sheetOf } from './api'

/** Which paper is typed in. */
interface Source {
  by: Ref<'sheet' | 'grid'>
  /** The liaison's post. */
  post: Ref<string>
  grid: Ref<string>
}

/** The doors of a paper: all of them, because a paper is typed in from its first line to its last. */
export function usePaperDoors(directive: string, { by, post, grid }: Source) {
  const { tree, byId } = useTree()
  /** Larger areas have thousands of doors; nobody types those in from one paper. */
  const small = computed(() => {
    const level = byId.value.get(grid.value)?.level
    return level !== undefined && levels.indexOf(level) >= levels.indexOf('grid')
  })
  const ofGrid = useQuery({
    queryKey: ['receipts', 'doors', directive, grid, 'every'],
    queryFn: () =>
      everyPage((cursor) => doorsOf(directive, { area: grid.value, show: 'all', cursor, limit: 200 })),
    enabled: () => by.value === 'grid' && small.value,
  })
  const ofPost = useQuery({
    queryKey: ['receipts', 'sheet', directive, post],
    queryFn: () => sheetOf(directive, post.value, location.origin),
    enabled: () => by.value === 'sheet' && post.value !== '',
  })

  const doors = computed(() =>
    by.value === 'grid' ? (ofGrid.data.value ?? []) : (ofPost.data.value?.households ?? []),
  )
  const liaison = computed(() => (by.value === 'sheet' ? (ofPost.data.value?.post.name ?? '') : ''))
  const asked = computed(() => (by.value === 'grid' ? [tree, ofGrid] : [ofPost]))
  const reading = computed(() => together(asked.value.map((query) => proxyRefs(query))))
  /** Nothing was chosen yet that could be asked for. */
  const choose = computed(() =>
    by.value === 'grid' ? tree.data.value !== undefined && !small.value : post.value === '',
  )
  const again = () =>
    Promise.all(asked.value.filter(({ error }) => error.value).map((query) => query.refetch()))
  return { doors, liaison, reading, choose, again }
}
