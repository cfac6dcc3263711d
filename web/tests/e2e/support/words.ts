import * as areas from '../../../apps/console/views/areas/words'
import * as returnees from '../../../apps/console/views/arrivals/board-words'
import * as arrivals from '../../../apps/console/views/arrivals/words'
import * as board from '../../../apps/console/views/board/words'
import * as paper from '../../../apps/console/views/directives/paper-words'
import * as directives from '../../../apps/console/views/directives/words'
import * as help from '../../../apps/console/views/help_requests/words'
import * as followUps from '../../../apps/console/views/follow_ups/words'
import * as ledger from '../../../apps/console/views/ledger/words'
import * as people from '../../../apps/console/views/people/words'
import * as plans from '../../../apps/console/views/plans/words'
import * as posts from '../../../apps/console/views/posts/words'
import * as responses from '../../../apps/console/views/responses/words'
import * as tables from '../../../apps/console/views/rule_tables/words'
import * as shell from '../../../apps/console/src/shell-words'
import * as receipts from '../../../shared/receipt-words'
import { en as fieldEn } from '../../../apps/field/en'
import { zh as fieldZh } from '../../../apps/field/zh'

/** The languages that every page speaks. */
export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

type Words = Readonly<Record<string, string>>
type Given = Readonly<Record<string, string | number>>

const nouns = [
  shell,
  areas,
  arrivals,
  board,
  directives,
  followUps,
  help,
  ledger,
  paper,
  people,
  plans,
  posts,
  receipts,
  responses,
  returnees,
  tables,
]
const both = (language: 'zh' | 'en'): Words => Object.assign({}, ...nouns.map((words) => words[language]))
const desk: Record<Language, Words> = { 'zh-CN': both('zh'), en: both('en') }
const phone: Record<Language, Words> = { 'zh-CN': fieldZh, en: fieldEn }

const teller =
  (words: Words) =>
  (key: string, given: Given = {}): string => {
    const text = words[key]
    if (text === undefined) throw new Error(`no such word: ${key}`)
    return Object.entries(given).reduce((all, [name, value]) => all.replace(`{${name}}`, String(value)), text)
  }

/** What the console and the phone call a thing in a language, so that a story is told once for both. */
export const wordsOf = (language: Language) => ({ c: teller(desk[language]), f: teller(phone[language]) })
