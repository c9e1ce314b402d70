type Table = Readonly<Record<string, readonly string[]>>;

/**
 * What is wrong with a table of transitions, in a sentence each; none where every state is reached from `initial`, and
 * exactly the `ends` have no way out.
 */
export function checkMachine(
  name: string,
  table: Table,
  { initial, ends }: { initial: readonly string[]; ends: readonly string[] },
): readonly string[] {
  const states = Object.keys(table);
  const named = [...initial, ...ends, ...Object.values(table).flat()];
  const unknown = [...new Set(named)].filter((state) => !states.includes(state));
  const reached = reachedFrom(table, initial);
  return [
    ...unknown.map((state) => `${name} names "${state}", which is no state of it.`),
    ...states
      .filter((state) => !reached.has(state))
      .map((state) => `${name} can never be "${state}": no transition leads there.`),
    ...states
      .filter((state) => (table[state]?.length ?? 0) === 0 && !ends.includes(state))
      .map((state) => `${name} can never leave "${state}", which is not one of its ends.`),
    ...ends
      .filter((state) => (table[state]?.length ?? 0) > 0)
      .map((state) => `${name} can leave "${state}", which is one of its ends.`),
  ];
}

function reachedFrom(table: Table, initial: readonly string[]): ReadonlySet<string> {
  const reached = new Set(initial);
  for (const state of reached) for (const next of table[state] ?? []) reached.add(next);
  return reached;
}
