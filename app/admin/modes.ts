import { env } from "@/lib/env";

/** The modes that a list has a choice of, the usual one first: with the sandbox everything is a test. */
export function modesOfLists(): readonly ["test"] | readonly ["live", "test"] {
  return env().SANDBOX_URL === undefined ? ["live", "test"] : ["test"];
}

/** The mode that an address asks for, where there is a choice. */
export function modeOf(asked: string | undefined): "test" | "live" {
  const modes = modesOfLists();
  return asked === "test" && modes.includes("test") ? "test" : modes[0];
}
