import { ref, type Ref } from 'vue'

/** The three sizes of text: usual, large (大字) and very large (特大). */
export type TextSize = 'usual' | 'large' | 'huge'

/** The sizes in the order in which a switch offers them. */
export const textSizes: readonly TextSize[] = ['usual', 'large', 'huge']

const stored = 'gridward.text'

function initial(): TextSize {
  const kept = globalThis.localStorage?.getItem(stored)
  return textSizes.find((size) => size === kept) ?? 'usual'
}

/** The size in use. */
export const textSize: Ref<TextSize> = ref(initial())

/** Changes the size of all text now and for the next start. */
export function setTextSize(size: TextSize): void {
  textSize.value = size
  globalThis.localStorage?.setItem(stored, size)
  document.documentElement.dataset.text = size
}
