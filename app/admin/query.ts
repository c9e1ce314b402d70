/** What a page's address says by these names. */
export type Query<Name extends string = string> = Readonly<{
  [name in Name]?: string | string[] | undefined;
}>;

/** What a name is given, the first time where an address repeats it. */
export const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
