// Takes the pictures of the README from a served sample town:
//   node tests/pictures/take.mjs http://127.0.0.1:8080 PASSWORD
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const [address, password] = process.argv.slice(2)
if (!address || !password) throw new Error('give the address of a sample town and its password')
const file = (name) => fileURLToPath(new URL(`../../../docs/images/${name}.png`, import.meta.url))

/** Signs in and opens a page; `scale` is how many points of the picture one of the page gets. */
async function open(browser, viewport, scale, who, door, path) {
  const page = await browser.newPage({
    viewport,
    deviceScaleFactor: scale,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  await page.goto(`${address}${door}`)
  await page.locator('input').nth(0).fill(who)
  await page.locator('input').nth(1).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
  await page.goto(`${address}${path}`)
  await page.waitForLoadState('domcontentloaded')
  await page.waitForTimeout(3_000)
  return page
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
const desk = await open(
  browser,
  // The whole of a large screen, so that the map is on it: the picture has 1440 x 900 points.
  { width: 1920, height: 1200 },
  0.75,
  'commander',
  '/console/login',
  '/console/board',
)
await desk.screenshot({ path: file('board') })
const phone = await open(browser, { width: 390, height: 844 }, 1, 'worker', '/m/login', '/m/doors')
await phone.screenshot({ path: file('phone') })
await browser.close()
