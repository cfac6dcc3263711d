import type { Standing } from './api'
import type { PersonText } from './draft'

/** What one person's registration became; the server names nobody, so the names are those of the form. */
export interface Result extends Standing {
  name: string
}

export const resultsOf = (people: readonly PersonText[], items: readonly Standing[]): Result[] =>
  items.map((standing, at) => ({ ...standing, name: people[at]?.name.trim() ?? '' }))
