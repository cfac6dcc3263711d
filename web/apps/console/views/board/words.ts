import type { Translation } from '@shared/i18n'

export const zh = {
  'board.title': '总览',
  'board.lead': '现在到了哪一步：要求到户、责任覆盖、还差哪些户。数字随时更新。',
  'board.households': '户',
  'board.residents': '人',
  'board.grids': '网格',
  'board.running': '执行中的要求',
  'board.none': '目前没有执行中的要求',
  'board.none.do': '起草并签发后，这里显示它到了多少户。',
  'board.left': '未到户',
  'board.left.of': '{count} 条要求合计',
  'board.map': '到户地图',
  'board.byVillage': '各村到户',
  'board.legend': '图例',
  'band.none': '没回音',
  'band.low': '不到一半',
  'band.middle': '过半',
  'band.high': '九成以上',
  'band.whole': '全部到户',
} as const

export const en: Translation<typeof zh> = {
  'board.title': 'Board',
  'board.lead':
    'Where things stand: reach of requirements, coverage, doors left. Figures update by themselves.',
  'board.households': 'Households',
  'board.residents': 'Residents',
  'board.grids': 'Grids',
  'board.running': 'Directives under way',
  'board.none': 'No directive is under way',
  'board.none.do': 'Once one is issued, its reach shows here.',
  'board.left': 'Doors left',
  'board.left.of': 'over {count} directives',
  'board.map': 'Map of reach',
  'board.byVillage': 'Reach by village',
  'board.legend': 'Legend',
  'band.none': 'No word',
  'band.low': 'Under half',
  'band.middle': 'Over half',
  'band.high': 'Over 90 %',
  'band.whole': 'Every door',
}
