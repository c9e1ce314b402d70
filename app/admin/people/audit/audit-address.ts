import { z } from "zod";
import type { AuditFilter } from "@/lib/people/audit-queries";
import type { Query } from "../../query";

/** Bad values are as good as none: an address that somebody shortened still shows the log. */
const text = (schema: z.ZodString) => schema.nullable().catch(null).default(null);
const schema = z.object({
  person: text(z.string().regex(/^[A-Za-z]{10}$/)),
  about: text(z.string().regex(/^[a-z_]{1,40}$/)),
  from: z.iso.date().nullable().catch(null).default(null),
  to: z.iso.date().nullable().catch(null).default(null),
  before: text(z.string().regex(/^\d{1,18}$/)),
});

export function readAudit(query: Query): { filter: AuditFilter; before: string | null } {
  const { person: personId, before, ...rest } = schema.parse(query);
  return { filter: { personId, ...rest }, before };
}

export function pathOf(filter: AuditFilter, before: string | null): string {
  const { personId, about, from, to } = filter;
  const given = Object.entries({ person: personId, about, from, to, before });
  const query = new URLSearchParams(
    given.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  return query.size === 0 ? "/admin/people/audit" : `/admin/people/audit?${query}`;
}
