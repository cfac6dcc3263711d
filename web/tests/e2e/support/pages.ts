import type { Page } from '@playwright/test'
import { expect } from './test'
import type { Town, Who } from './town'

/** Every page of the console, by what it is: who opens it and where it is. */
export const pages: Readonly<Record<string, { who?: Who; path: (town: Town) => string }>> = {
  login: { path: () => '/console/login' },
  board: { who: 'clerk', path: () => '/console/board' },
  board_of_a_grid: { who: 'worker', path: () => '/console/board' },
  area_of_a_town: { who: 'clerk', path: () => '/console/areas' },
  area_of_a_village: { who: 'clerk', path: ({ village }) => `/console/areas/${village.id}` },
  area_of_a_grid: { who: 'clerk', path: ({ grid }) => `/console/areas/${grid.id}` },
  ledger: { who: 'clerk', path: () => '/console/ledger' },
  household: { who: 'clerk', path: ({ houses }) => `/console/ledger/households/${houses[0]?.id}` },
  import: { who: 'clerk', path: () => '/console/ledger/import' },
  duplicates: { who: 'clerk', path: () => '/console/ledger/duplicates' },
  posts: { who: 'clerk', path: () => '/console/posts' },
  coverage: { who: 'clerk', path: () => '/console/posts/coverage' },
  doors_of_a_gap: { who: 'clerk', path: ({ grid }) => `/console/posts/coverage/${grid.id}` },
  liaisons: { who: 'clerk', path: ({ grid }) => `/console/posts/liaisons?grid=${grid.id}` },
  who_answers: { who: 'clerk', path: () => '/console/posts/who' },
  directives: { who: 'commander', path: () => '/console/directives' },
  new_draft: { who: 'clerk', path: () => '/console/directives/new' },
  draft: { who: 'clerk', path: ({ draft }) => `/console/directives/${draft}/edit` },
  directive: { who: 'clerk', path: ({ running }) => `/console/directives/${running}` },
  tiers: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/tiers` },
  doors: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/doors` },
  paper_of_a_liaison: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/paper` },
  paper_of_a_grid: {
    who: 'worker',
    path: ({ running, grid }) => `/console/directives/${running}/paper?grid=${grid.id}`,
  },
  late: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/late` },
  text: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/text` },
  sheets: { who: 'clerk', path: ({ running }) => `/console/directives/${running}/sheets` },
  responses: { who: 'clerk', path: () => '/console/responses' },
  open_a_response: { who: 'clerk', path: () => '/console/responses/new' },
  arrivals: { who: 'clerk', path: ({ response }) => `/console/arrivals?response=${response}` },
  arrivals_of_a_grid: { who: 'worker', path: ({ response }) => `/console/arrivals?response=${response}` },
  arrivals_by_village: {
    who: 'clerk',
    path: ({ response }) => `/console/arrivals/villages?response=${response}`,
  },
  register_a_return: { who: 'clerk', path: ({ response }) => `/console/arrivals/new?response=${response}` },
  arrival: { who: 'clerk', path: ({ arrival }) => `/console/arrivals/${arrival}` },
  arrivals_of_a_day: { who: 'clerk', path: ({ response }) => `/console/arrivals/day?response=${response}` },
  board_of_arrivals: { who: 'clerk', path: ({ response }) => `/console/arrivals/board?response=${response}` },
  possible_matches: {
    who: 'clerk',
    path: ({ response }) => `/console/arrivals/possible?response=${response}`,
  },
  follow_ups: { who: 'clerk', path: ({ response }) => `/console/arrivals/follow-ups?response=${response}` },
  follow_ups_of_a_grid: {
    who: 'worker',
    path: ({ response }) => `/console/arrivals/follow-ups?response=${response}`,
  },
  tips: { who: 'clerk', path: ({ response }) => `/console/arrivals/tips?response=${response}` },
  help_requests: { who: 'clerk', path: ({ response }) => `/console/arrivals/help?response=${response}` },
  posters: { who: 'clerk', path: ({ response }) => `/console/arrivals/posters?response=${response}` },
  posters_to_print: {
    who: 'clerk',
    path: ({ response }) => `/console/arrivals/posters/sheets?response=${response}`,
  },
  people: { who: 'admin', path: () => '/console/people' },
  audit: { who: 'auditor', path: () => '/console/audit' },
  a_page_that_is_not_one_s: { who: 'worker', path: () => '/console/audit' },
  a_page_that_is_not_there: { who: 'clerk', path: () => '/console/nothing' },
}

/** Waits until a page shows what it has. */
export async function still(page: Page): Promise<void> {
  await expect(page.locator('h1, .el-result, .panel').first()).toBeVisible()
  await expect(page.locator('.loading')).toHaveCount(0)
}
