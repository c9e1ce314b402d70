/** Where something stands in a body, as RFC 6901 writes it: a name may hold any sign, also a slash. */
export const pointerTo = (...names: readonly (string | number)[]): string =>
  names.map((name) => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** The name at a pointer's end. */
export const nameAt = (pointer: string): string =>
  (pointer.split("/").at(-1) ?? pointer).replaceAll("~1", "/").replaceAll("~0", "~");
