/**
 * A piece of SQL with its parameters: the texts between them are one more than the values. Pieces
 * nest.
 */
export type Sql = { readonly texts: readonly string[]; readonly values: readonly SqlValue[] };
export type SqlValue = string | number | bigint | boolean | Date | null | readonly string[];

/**
 * Only for the project's own constants: names of tables and columns, and what resource files hold.
 */
export const constant = (text: string): Sql => ({ texts: [text], values: [] });
export const nothing: Sql = constant("");

const isSql = (part: SqlValue | Sql): part is Sql =>
  typeof part === "object" && part !== null && "texts" in part;

/** Values become parameters, never text; other pieces are taken in. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  const texts = [strings[0] ?? ""];
  const values: SqlValue[] = [];
  const append = (text: string) => texts.push((texts.pop() ?? "") + text);
  parts.forEach((part, index) => {
    if (isSql(part)) {
      append(part.texts[0] ?? "");
      texts.push(...part.texts.slice(1));
      values.push(...part.values);
    } else {
      values.push(part);
      texts.push("");
    }
    append(strings[index + 1] ?? "");
  });
  return { texts, values };
}

/** Several pieces or values with a constant between them. */
export const joined = (parts: readonly (Sql | string)[], separator = ", "): Sql =>
  parts.reduce<Sql>(
    (all, part, index) => sql`${all}${index === 0 ? nothing : constant(separator)}${part}`,
    nothing,
  );

/** The statement as PostgreSQL takes it: `$1`, `$2`, … and their values. */
export const statementOf = ({ texts, values }: Sql): { text: string; values: SqlValue[] } => ({
  text: texts.map((text, index) => (index === 0 ? text : `$${index}${text}`)).join(""),
  values: [...values],
});
