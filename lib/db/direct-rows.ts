import pg from "pg";
import type { Prisma } from "@/generated/prisma/client";

/** Rows as a statement answers them, named as its columns. */
export type ReadRows = <Row>(statement: Prisma.Sql) => Promise<Row[]>;

const { INT8 } = pg.types.builtins;

/** Whole numbers of eight bytes are read as Prisma reads them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8 && format !== "binary" ? BigInt : pg.types.getTypeParser(oid, format),
};

/**
 * Reads past Prisma's client, which keeps a statement's rows in memory long after they were used (some hundred bytes a
 * row, until the next full collection): for what goes through a hundred thousand of them. `named` as a statement's name
 * on the connection, by which it is planned once.
 */
export const readingFrom =
  (
    source: Pick<pg.Pool, "query">,
    named: (sql: string) => string | undefined = () => undefined,
  ): ReadRows =>
  async (statement) => {
    const name = named(statement.text);
    const { text, values } = statement;
    return (await source.query({ ...(name ? { name } : {}), text, values, types })).rows;
  };
