import type { Translation } from './i18n'

/** What the ways of telling a door and the ways of knowing it are called, on the phone and at the desk alike. */
export const zh = {
  'channel.visit': '上门',
  'channel.phone': '电话',
  'channel.loudspeaker': '喇叭',
  'channel.leaflet': '传单',
  'channel.chat': '微信群',
  'channel.self': '本人报',
  'source.seen': '亲眼看到',
  'source.called': '打电话问的',
  'source.self_reported': '本人说的',
  'source.told_by_someone': '听别人说的',
  'source.not_reached': '没联系上',
} as const

export const en: Translation<typeof zh> = {
  'channel.visit': 'Visit',
  'channel.phone': 'Phone',
  'channel.loudspeaker': 'Speaker',
  'channel.leaflet': 'Leaflet',
  'channel.chat': 'Chat group',
  'channel.self': 'By themselves',
  'source.seen': 'Saw it myself',
  'source.called': 'Called them',
  'source.self_reported': 'They said so',
  'source.told_by_someone': 'Somebody told me',
  'source.not_reached': 'Not reached',
}
