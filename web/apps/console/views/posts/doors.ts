import type { DoorName } from './api'

/** A door as people name it. */
export const doorOf = ({ lane, door, head_name }: DoorName): string =>
  [lane, door, head_name].filter(Boolean).join(' ')

/** What has to be added to a set and taken from it, so that it becomes the chosen one. */
export function changeOf(held: readonly string[], chosen: readonly string[]) {
  const [before, after] = [new Set(held), new Set(chosen)]
  return {
    add: chosen.filter((id) => !before.has(id)),
    remove: held.filter((id) => !after.has(id)),
  }
}
