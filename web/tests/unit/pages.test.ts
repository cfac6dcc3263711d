import { describe, expect, it } from 'vitest'
import { everyPage, type Page } from '@shared/api/pages'

const book: Record<string, Page<number>> = {
  '': { items: [1, 2], next: 'second' },
  second: { items: [3, 4], next: 'third' },
  third: { items: [5] },
}
const pageAt = (cursor: string) => Promise.resolve(book[cursor] ?? { items: [] })

describe('pages', () => {
  it('reads_to_the_last_page_and_says_how_far_it_is', async () => {
    const progress: number[] = []
    expect(await everyPage(pageAt, (read) => progress.push(read))).toEqual([1, 2, 3, 4, 5])
    expect(progress).toEqual([2, 4, 5])
  })

  it('answers_nothing_rather_than_a_part_when_a_page_fails', async () => {
    const broken = (cursor: string) =>
      cursor === 'third' ? Promise.reject(new Error('lost')) : pageAt(cursor)
    await expect(everyPage(broken)).rejects.toThrow('lost')
  })
})
