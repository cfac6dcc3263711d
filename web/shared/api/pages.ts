/** One page of a list; `next` is handed back as the cursor of the page that follows, and is missing on the last. */
export interface Page<T> {
  items: T[]
  next?: string | null
}

/** Reads a list to its end, page by page; `read` so far is told after each page. A page that fails fails the whole. */
export async function everyPage<T>(
  pageAt: (cursor: string) => Promise<Page<T>>,
  soFar?: (read: number) => void,
): Promise<T[]> {
  const all: T[] = []
  let cursor = ''
  do {
    const page = await pageAt(cursor)
    all.push(...page.items)
    soFar?.(all.length)
    cursor = page.next ?? ''
  } while (cursor !== '')
  return all
}
