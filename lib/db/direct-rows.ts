import type pg from "pg";
import type { Prisma } from "@/generated/prisma/client";

/** Rows as PostgreSQL writes them, named as the statement's columns: texts, whatever they mean. */
export type ReadTexts = <Row extends Record<string, string | null>>(
  statement: Prisma.Sql,
) => Promise<Row[]>;

const types: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

/**
 * Reads past Prisma's client and past every value: for what goes through a hundred thousand rows. The client keeps a
 * statement's rows long after they were used; a Date of a Next server, and the text of a number, are made where only
 * a full collection finds them (72 and some 20 bytes each). `named`: a statement's name on the connection, by which it
 * is planned once.
 */
export const textsFrom =
  (
    source: Pick<pg.Pool, "query">,
    named: (sql: string) => string | undefined = () => undefined,
  ): ReadTexts =>
  async (statement) => {
    const name = named(statement.text);
    const { text, values } = statement;
    return (await source.query({ ...(name ? { name } : {}), text, values, types })).rows;
  };
