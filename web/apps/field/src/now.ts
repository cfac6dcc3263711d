import { ref, type Ref } from 'vue'

/** The phone's clock, as the pages read it: fresh enough for "in 2 hours". */
export const now: Ref<number> = ref(Date.now())

const step = 20_000

setInterval(() => {
  now.value = Date.now()
}, step)
