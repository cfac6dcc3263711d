import { ref, watch, type Ref } from 'vue'
import { Problem } from '@shared/api/problem'
import { checkTable, type RuleTable, type TableCheck } from './api'

/** A pause of this length in typing asks for the check, in milliseconds. */
const pauseMs = 500

/** Checks a table whenever its typing pauses; an answer that a later one has overtaken is left aside. */
export function useCheck(response: string, table: Readonly<Ref<RuleTable>>) {
  const found = ref<TableCheck>()
  const trouble = ref('')
  let asked = 0

  async function check(): Promise<void> {
    const turn = ++asked
    try {
      const answer = await checkTable(response, table.value)
      if (turn !== asked) return
      found.value = answer
      trouble.value = ''
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause
      if (turn === asked) trouble.value = cause.message
    }
  }

  watch(
    table,
    (_now, before, onCleanup) => {
      const timer = setTimeout(() => void check(), before ? pauseMs : 0)
      onCleanup(() => clearTimeout(timer))
    },
    { immediate: true },
  )
  return { found, trouble }
}
