import "server-only";
import { Prisma } from "@/generated/prisma/client";

/** A piece of SQL with its parameters; pieces nest, values never become text. */
export type Sql = Prisma.Sql;
export const sql = Prisma.sql;
export const joined = Prisma.join;
/** Only for the project's own constants: names of tables and columns, and what resource files hold. */
export const constant = Prisma.raw;
export const nothing = Prisma.empty;
