import type { ColumnMap, Inspection, MappedColumn } from './import-api'

type Sheet = Inspection['sheets'][number]

/** Facts that may stand in several columns of one sheet; any other is taken from the first column that has it. */
const repeating = new Set(['phone'])

/** A name of a column made comparable as the server does it: what stands in brackets, blanks and marks do not count. */
const keyOf = (header: string) =>
  header
    .normalize('NFKC')
    .replace(/[([【][^)\]】]*[)\]】]?/g, '')
    .replace(/[\s*:'"、.]/g, '')
    .toLowerCase()
const findIn = ({ columns }: ColumnMap, header: string) =>
  columns.find((column) => keyOf(column.header) === keyOf(header))

/**
 * One map for all sheets of a file: the server applies it to each sheet by the names of its columns, so a name means
 * the same wherever it stands. A column that one sheet takes and another leaves is taken.
 */
export function mapOf(sheets: readonly Sheet[]): ColumnMap {
  const byName = new Map<string, MappedColumn>()
  for (const column of sheets.flatMap(({ map }) => map.columns)) {
    const known = byName.get(keyOf(column.header))
    if (!known || (!known.field && column.field)) byName.set(keyOf(column.header), column)
  }
  return { columns: [...byName.values()] }
}

/** The map after somebody said what the columns of a name hold; without a field they are left out. */
export function corrected(map: ColumnMap, header: string, field: string): ColumnMap {
  const columns = map.columns.map((column) =>
    keyOf(column.header) === keyOf(header)
      ? { ...column, field: field || null, not_taken: field ? null : ('unknown' as const) }
      : column,
  )
  return { columns }
}

/** A column of a sheet under a map, and whether an earlier one of the sheet has its fact already. */
export interface SheetColumn extends MappedColumn {
  twice: boolean
}

/** The columns of one sheet as the map has them. */
export function columnsOf(map: ColumnMap, sheet: Sheet): SheetColumn[] {
  const taken = new Set<string>()
  return sheet.map.columns.map((own) => {
    const column = { ...(findIn(map, own.header) ?? own), header: own.header }
    const twice = Boolean(column.field && taken.has(column.field) && !repeating.has(column.field))
    if (column.field) taken.add(column.field)
    return { ...column, twice }
  })
}

/** What to keep of a map for the next file with the columns of this sheet. */
export const mapFor = (map: ColumnMap, sheet: Sheet): ColumnMap => ({
  columns: columnsOf(map, sheet).map(({ header, field, not_taken }) => ({ header, field, not_taken })),
})
