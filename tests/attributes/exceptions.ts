// What is documented and not so here, each with its reason: at most sixty attributes, none of them about money.

export type Exception = { type: string; attributes: readonly string[]; reason: string };

export const EXCEPTIONS: readonly Exception[] = [];
