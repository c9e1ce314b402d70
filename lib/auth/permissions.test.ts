import { describe, expect, it } from "vitest";
import { ROLES } from "./merchant";
import { isAllowed, type Permission } from "./permissions";

const ALLOWED: Readonly<Record<Permission, readonly string[]>> = {
  own: ["owner", "operator", "viewer"],
  operate: ["owner", "operator"],
  configure: ["owner"],
};

describe("isAllowed", () => {
  for (const permission of ["own", "operate", "configure"] as const) {
    for (const role of ROLES) {
      const may = ALLOWED[permission].includes(role);
      it(`${may ? "lets" : "keeps"} ${role} ${may ? "" : "from "}${permission}`, () => {
        expect(isAllowed(role, permission)).toBe(may);
      });
    }
  }
});
