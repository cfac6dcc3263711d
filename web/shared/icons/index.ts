import { icon } from './icon'

export type { Icon } from './icon'

export const IconBoard = icon('M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z')
export const IconAreas = icon('M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2z', 'M9 4v14M15 6v14')
export const IconLedger = icon(
  'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3z',
  'M5 17a3 3 0 0 1 3-3h11',
  'M9 8h6',
)
export const IconPosts = icon('M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z', 'M9 12l2 2 4-4')
export const IconDirectives = icon('M4 10v4h3l7 4V6l-7 4z', 'M17.5 9a4 4 0 0 1 0 6', 'M7 14v5h3v-3.5')
export const IconResponses = icon('M6 21V4', 'M6 4h12l-3 4.5 3 4.5H6')
export const IconArrivals = icon('M13 4h6v16h-6', 'M3 12h11M10 8l4 4-4 4')
export const IconPeople = icon(
  'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6',
  'M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .8 3 2.8 3 5.5',
)
export const IconAudit = icon('M6 3h9l4 4v14H6z', 'M15 3v4h4', 'M9 12h7M9 16h4')
export const IconToday = icon('M5 5h14v15H5z', 'M5 9h14M9 3v4M15 3v4', 'M9 14l2 2 4-4')
export const IconDoors = icon('M4 11l8-7 8 7v9H4z', 'M10 20v-6h4v6')
export const IconCall = icon(
  'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 5 5L15 12l5 2v3a3 3 0 0 1-3 3A14 14 0 0 1 3 6a3 3 0 0 1 3-3z',
)
export const IconMe = icon('M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M4 21c0-4 3.5-7 8-7s8 3 8 7')
export const IconDone = icon('M5 12.5l4.5 4.5L19 7.5')
export const IconConfirmed = icon('M2.5 13l4 4 8-9', 'M11 15.5l1.5 1.5L21.5 8')
export const IconRefused = icon('M6 6l12 12M18 6L6 18')
export const IconWaiting = icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z', 'M12 7v5l3 2')
export const IconLate = icon('M12 4l9 16H3z', 'M12 10v4M12 17v.01')
export const IconUnknown = icon(
  'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  'M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .9-1 1.7M12 16.5v.01',
)
export const IconTold = icon('M4 5h16v11H9l-5 4z')
export const IconAbsent = icon('M5 21V4h10v17', 'M12 12v.01M18 8l4 4M22 8l-4 4')
export const IconDraft = icon('M4 20l1-4L16 5l3 3L8 19z', 'M13.5 7.5l3 3')
export const IconClosed = icon('M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3')
export const IconWithdrawn = icon('M8 5L3.5 9.5 8 14', 'M3.5 9.5H15a5 5 0 0 1 0 10h-4')
export const IconSearch = icon('M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z', 'M16 16l5 5')
export const IconAdd = icon('M12 5v14M5 12h14')
export const IconEdit = IconDraft
export const IconMove = icon('M5 12h14M14 7l5 5-5 5')
export const IconSplit = icon(
  'M12 21v-7M12 14L6 8V4M12 14l6-6V4',
  'M3.5 6.5L6 4l2.5 2.5M15.5 6.5L18 4l2.5 2.5',
)
export const IconMerge = icon('M12 3v7M6 21v-5l6-6 6 6v5', 'M9.5 5.5L12 3l2.5 2.5')
export const IconUpload = icon('M12 15V4M8 8l4-4 4 4', 'M4 15v5h16v-5')
export const IconDownload = icon('M12 4v11M8 11l4 4 4-4', 'M4 16v4h16v-4')
export const IconPrint = icon('M7 9V4h10v5', 'M5 9h14v8h-3M8 17H5V9', 'M8 14h8v6H8z')
export const IconEye = icon(
  'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z',
  'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
)
export const IconRight = icon('M9 5l7 7-7 7')
export const IconLeft = icon('M15 5l-7 7 7 7')
export const IconDown = icon('M5 9l7 7 7-7')
export const IconSignOut = icon('M14 4H5v16h9', 'M10 12h11M17 8l4 4-4 4')
export const IconLanguage = icon(
  'M4 6h9M8.5 4v2c0 4-2 7-5 8M5.5 9c1 2.5 3 4.5 6 5.5',
  'M12 20l4-10 4 10M13.5 17h5',
)
export const IconText = icon('M3 19L8.5 5 14 19M5 14.5h7', 'M15 19l3-8 3 8M16 16.5h4')
export const IconLive = icon(
  'M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
  'M8 16a5.5 5.5 0 0 1 0-8M16 8a5.5 5.5 0 0 1 0 8M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14',
)
export const IconOffline = icon(
  'M3 3l18 18',
  'M8 16a5.5 5.5 0 0 1-1-6M16 8a5.5 5.5 0 0 1 1 6M5 19A10 10 0 0 1 4.5 6M19 5a10 10 0 0 1 .5 13',
)
export const IconKey = icon('M8 17a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M11 11l9-7M17 6.5l2.5 2.5')
export const IconShield = IconPosts
export const IconGap = icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z', 'M12 7v6M12 16.5v.01')
export const IconMore = icon('M5 12h.01M12 12h.01M19 12h.01')
