import type { Page } from '@playwright/test'
import { axeFaults } from './support/axe'
import { expect, test } from './support/test'

/** Waits until a dialog has faded in: before that it has no settled colours. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState === 'finished'),
  )
}

test('a_code_is_withdrawn_and_another_issued_and_both_stay_in_sight', async ({ as, page, town }) => {
  await as('clerk', `/console/areas/${town.otherVillage.id}`)
  const codes = page.getByRole('table').filter({ hasText: '启用日' })
  const old = await codes.locator('td').first().textContent()
  await page.getByRole('button', { name: '停用代码' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '停用代码' }).click()
  await expect(dialog).toBeHidden()
  await expect(codes.getByRole('row').filter({ hasText: old ?? '' })).toContainText('已停用')

  await page.getByRole('button', { name: '启用代码' }).click()
  await settled(page)
  expect(await axeFaults(page)).toEqual([])
  await dialog.getByLabel('区划代码').fill('411526109999')
  await dialog.getByRole('button', { name: '启用代码' }).click()
  await expect(dialog).toBeHidden()
  await expect(codes.getByRole('row').filter({ hasText: '411526109999' })).toContainText('在用')
  await expect(codes.getByRole('row').filter({ hasText: old ?? '' })).toContainText('已停用')
  await expect(page.getByText('启用代码 411526109999')).toBeVisible()
})
