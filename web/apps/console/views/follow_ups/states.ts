import { IconClosed, IconDone, IconLate, IconWaiting, IconAbsent, type Icon } from '@shared/icons'
import type { FollowUpState } from './api'

/** How each state looks; the word says it too. */
export const looks: Readonly<
  Record<FollowUpState, { tone: 'good' | 'warn' | 'bad' | 'calm' | 'mute'; icon: Icon }>
> = {
  due: { tone: 'calm', icon: IconWaiting },
  done: { tone: 'good', icon: IconDone },
  missed: { tone: 'warn', icon: IconAbsent },
  escalated: { tone: 'bad', icon: IconLate },
  cancelled: { tone: 'mute', icon: IconClosed },
}
