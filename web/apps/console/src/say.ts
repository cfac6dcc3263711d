import { ElMessage } from 'element-plus/es/components/message/index.mjs'
import { ElMessageBox } from 'element-plus/es/components/message-box/index.mjs'
import 'element-plus/es/components/message/style/css'
import 'element-plus/es/components/message-box/style/css'
import { t } from './words'

/** Short notices in the corner; they never carry anything that must be acted upon. */
export const say = {
  done: (message: string) => ElMessage({ message, type: 'success', grouping: true, showClose: true }),
  failed: (message: string) => ElMessage({ message, type: 'error', duration: 8000, showClose: true }),
}

/** Asks before something that cannot be undone; the button carries the verb, never just "OK". */
export async function sure(question: string, verb: string): Promise<boolean> {
  try {
    await ElMessageBox.confirm(question, verb, {
      confirmButtonText: verb,
      cancelButtonText: t('cancel'),
      type: 'warning',
      closeOnClickModal: false,
    })
    return true
  } catch {
    return false
  }
}

/** Asks for a reason that will be written to the record; nothing when the person steps back. */
export async function reasonFor(question: string, verb: string): Promise<string | undefined> {
  try {
    const { value } = await ElMessageBox.prompt(question, verb, {
      confirmButtonText: verb,
      cancelButtonText: t('cancel'),
      inputType: 'textarea',
      inputValidator: (text: string) => text.trim().length >= 2 || t('reason.needed'),
      closeOnClickModal: false,
    })
    return value.trim()
  } catch {
    return undefined
  }
}

/** Asks for a short name; nothing when the person steps back. */
export async function nameFor(question: string, verb: string): Promise<string | undefined> {
  try {
    const { value } = await ElMessageBox.prompt(question, verb, {
      confirmButtonText: verb,
      cancelButtonText: t('cancel'),
      inputValidator: (text: string) => text.trim().length > 0 || t('required'),
    })
    return value.trim()
  } catch {
    return undefined
  }
}
