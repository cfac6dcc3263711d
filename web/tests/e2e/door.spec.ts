import { axeFaults } from './axe'
import { expect, test } from './server'

for (const face of ['/console/', '/m/']) {
  test(`${face}_asks_a_stranger_to_sign_in_and_refuses_a_wrong_password_in_words`, async ({ page }) => {
    await page.goto(face)
    await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
    await page.getByLabel('用户名').fill('nobody')
    await page.getByLabel('密码').fill('not the password')
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page.getByRole('alert')).toContainText(/[\u4e00-\u9fff]/)
    expect(await axeFaults(page)).toEqual([])
  })
}
