/** Reads values out of rows that came as JSON (`to_jsonb`): a wrong type is a bug in the query, so it throws. */
export type JsonRow = { readonly [column: string]: unknown };

const fail = (column: string): never => {
  throw new Error(`The column ${column} is not of the type that the code expects.`);
};

export const text = (row: JsonRow, column: string): string => {
  const value = row[column];
  return typeof value === "string" ? value : fail(column);
};
export const textOrNull = (row: JsonRow, column: string): string | null =>
  row[column] == null ? null : text(row, column);

/** Also what PostgreSQL calls bigint: the database keeps amounts within the safe integers. */
export const integer = (row: JsonRow, column: string): number => {
  const value = row[column];
  return Number.isSafeInteger(value) ? (value as number) : fail(column);
};
export const integerOrNull = (row: JsonRow, column: string): number | null =>
  row[column] == null ? null : integer(row, column);

export const decimal = (row: JsonRow, column: string): number => {
  const value = Number(row[column]);
  return Number.isFinite(value) ? value : fail(column);
};

export const flag = (row: JsonRow, column: string): boolean => {
  const value = row[column];
  return typeof value === "boolean" ? value : fail(column);
};

export const instant = (row: JsonRow, column: string): Date => {
  const date = new Date(text(row, column));
  return Number.isNaN(date.getTime()) ? fail(column) : date;
};
export const instantOrNull = (row: JsonRow, column: string): Date | null =>
  row[column] == null ? null : instant(row, column);

/** One of a closed list; the database's own checks keep to the same list. */
export function oneOf<const T extends readonly string[]>(
  row: JsonRow,
  column: string,
  values: T,
): T[number] {
  const value = text(row, column);
  return values.includes(value) ? value : fail(column);
}

export const rows = (row: JsonRow, column: string): readonly JsonRow[] => {
  const value = row[column];
  if (value == null) return [];
  return Array.isArray(value) ? (value as JsonRow[]) : fail(column);
};
