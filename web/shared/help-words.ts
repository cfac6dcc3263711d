import type { Translation } from './i18n'

/** What is asked for and where it stands, on the phone and at the desk alike. */
export const zh = {
  'help.kind.food': '吃的用的',
  'help.kind.medicine': '药品',
  'help.kind.doctor': '看病',
  'help.kind.other': '其他困难',
  'help.kind.complaint': '投诉',
  'help.state.asked': '待接',
  'help.state.taken': '办理中',
  'help.state.answered': '已答复',
  'help.state.closed': '已关闭',
} as const

export const en: Translation<typeof zh> = {
  'help.kind.food': 'Food and daily goods',
  'help.kind.medicine': 'Medicine',
  'help.kind.doctor': 'A doctor',
  'help.kind.other': 'Something else',
  'help.kind.complaint': 'Complaint',
  'help.state.asked': 'Waiting',
  'help.state.taken': 'In hand',
  'help.state.answered': 'Answered',
  'help.state.closed': 'Closed',
}
