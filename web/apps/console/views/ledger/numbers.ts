/** What a form says of a number that is shown masked: nothing typed leaves it alone, to clear it is said apart. */
export function toldNumber({ typed, clear }: NumberText): string | null | undefined {
  if (clear) return null
  return typed === '' ? undefined : typed
}

/** What stands in a field for a number, and whether the one that is kept is to go. */
export interface NumberText {
  typed: string
  clear: boolean
}
