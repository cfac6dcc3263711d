import { expect, test as base, type Page } from '@playwright/test'
import { command, newFolder, serve } from './binary'
import { openTown, type Town, type Who } from './town'

/** A new jurisdiction without anything in it but a one-time link for its administrator. */
export interface NewTown {
  address: string
  /** The path of the link. */
  invite: string
}

interface PerWorker {
  /** A word of its own gives a file that changes households a town that no other file counts on. */
  townOf: string
  town: Town
}

interface PerTest {
  /** Everything the page's console said in anger, and every request to another host. */
  faults: string[]
  /** Opens the page as somebody of the town. */
  as: (who: Who, path: string) => Promise<Page>
}

const setUpMs = 120_000

/** Tests against the sample town: one served town for each worker. */
export const test = base.extend<PerTest, PerWorker>({
  townOf: ['all', { scope: 'worker', option: true }],
  town: [
    async ({ townOf }, use) => {
      // Named so that a worker with another word is another worker.
      expect(townOf).not.toBe('')
      const { town, close } = await openTown()
      await use(town)
      await close()
    },
    { scope: 'worker', timeout: setUpMs },
  ],
  baseURL: async ({ town }, use) => use(town.address),
  faults: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = []
      watch(page, new URL(baseURL ?? '').origin, faults)
      await use(faults)
      if (faults.length > 0) throw new Error(`the page is not clean:\n${faults.join('\n')}`)
    },
    { auto: true },
  ],
  as: async ({ page, town }, use) => {
    await use(async (who, path) => {
      const { name, value } = town.cookies[who]
      await page.context().addCookies([{ name, value, url: town.address }])
      await page.goto(path)
      return page
    })
  },
})

/** Notes what a clean page never does: errors on the console, broken policy, talk with another host. */
function watch(page: Page, origin: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // The browser reports every answer of 4xx on the console; the page shows those in its own words.
    if (message.text().startsWith('Failed to load resource')) return
    faults.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) faults.push(`asks another host: ${url}`)
  })
}

/** Tests that begin with nothing: a new jurisdiction for each. */
export const empty = base.extend<{ fresh: NewTown; faults: string[] }>({
  // eslint-disable-next-line no-empty-pattern
  fresh: async ({}, use) => {
    const folder = await newFolder()
    const server = await serve(folder.config)
    const printed = await command('user', 'add', '系统管理员', '--config', folder.config, '--json')
    await use({ address: server.address, invite: (JSON.parse(printed) as { path: string }).path })
    server.stop()
    await folder.remove()
  },
  baseURL: async ({ fresh }, use) => use(fresh.address),
  faults: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = []
      watch(page, new URL(baseURL ?? '').origin, faults)
      await use(faults)
      if (faults.length > 0) throw new Error(`the page is not clean:\n${faults.join('\n')}`)
    },
    { auto: true },
  ],
})

export { expect }
