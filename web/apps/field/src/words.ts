import { translator } from '@shared/i18n'
import { en } from '../en'
import { zh } from '../zh'

/** The words of the phone in the language in use. */
export const t = translator(zh, en)
