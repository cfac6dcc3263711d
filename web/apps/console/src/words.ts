import { translator, type PlainKey } from '@shared/i18n'
import * as receipts from '@shared/receipt-words'
import * as areas from '../views/areas/words'
import * as returnees from '../views/arrivals/board-words'
import * as arrivals from '../views/arrivals/words'
import * as audit from '../views/audit/words'
import * as board from '../views/board/words'
import * as paper from '../views/directives/paper-words'
import * as directives from '../views/directives/words'
import * as help from '../views/help_requests/words'
import * as followUps from '../views/follow_ups/words'
import * as ledger from '../views/ledger/words'
import * as people from '../views/people/words'
import * as plans from '../views/plans/words'
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
  ...followUps.zh,
  ...ledger.zh,
  ...people.zh,
  ...plans.zh,
  ...posts.zh,
  ...receipts.zh,
  ...responses.zh,
  ...tables.zh,
  ...returnees.zh,
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
  ...followUps.en,
  ...ledger.en,
  ...people.en,
  ...plans.en,
  ...posts.en,
  ...receipts.en,
  ...responses.en,
  ...tables.en,
  ...returnees.en,
}

/** Every word of the console, by noun; a key that one language lacks does not compile. */
export const t = translator(zh, en)

/** A key whose sentence takes no parameter. */
export type Word = PlainKey<typeof zh>
