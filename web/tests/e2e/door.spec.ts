import { axeFaults } from './axe'
import { expect, test } from './server'

for (const face of ['/console/', '/m/']) {
  test(`${face}_asks_a_stranger_to_sign_in`, async ({ page }) => {
    await page.goto(face)
    await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
    expect(await axeFaults(page)).toEqual([])
  })
}
