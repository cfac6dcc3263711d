import { translator, type PlainKey } from '@shared/i18n'
import * as shell from './shell-words'

const zh = { ...shell.zh } as const
const en = { ...shell.en }

/** Every word of the console, by noun; a key that one language lacks does not compile. */
export const t = translator(zh, en)

/** A key whose sentence takes no parameter. */
export type Word = PlainKey<typeof zh>
