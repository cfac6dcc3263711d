import { translator, type PlainKey } from '@shared/i18n'
import * as receipts from '@shared/receipt-words'
import * as areas from '../views/areas/words'
import * as arrivals from '../views/arrivals/words'
import * as audit from '../views/audit/words'
import * as board from '../views/board/words'
import * as paper from '../views/directives/paper-words'
import * as directives from '../views/directives/words'
import * as help from '../views/help_requests/words'
import * as ledger from '../views/ledger/words'
import * as people from '../views/people/words'
import * as posts from '../views/posts/words'
import * as responses from '../views/responses/words'
import * as tables from '../views/rule_tables/words'
import * as shell from './shell-words'

const zh = {
  ...shell.zh,
  ...areas.zh,
  ...arrivals.zh,
  ...audit.zh,
  ...board.zh,
  ...directives.zh,
  ...help.zh,
  ...paper.zh,
  ...ledger.zh,
  ...people.zh,
  ...posts.zh,
  ...receipts.zh,
  ...responses.zh,
  ...tables.zh,
} as const
const en = {
  ...shell.en,
  ...areas.en,
  ...arrivals.en,
  ...audit.en,
  ...board.en,
  ...directives.en,
  ...help.en,
  ...paper.en,
  ...ledger.en,
  ...people.en,
  ...posts.en,
  ...receipts.en,
  ...responses.en,
  ...tables.en,
}

/** Every word of the console, by noun; a key that one language lacks does not compile. */
export const t = translator(zh, en)

/** A key whose sentence takes no parameter. */
export type Word = PlainKey<typeof zh>
