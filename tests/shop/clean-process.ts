// Before each file of integration tests. They share a process, so that what all of them import is read once; what one
// leaves in it, its environment and what the shop keeps once a process, is not the next one's.
const kept = globalThis as typeof globalThis & { environmentAtStart?: NodeJS.ProcessEnv };
kept.environmentAtStart ??= { ...process.env };

for (const name of Object.keys(process.env))
  if (!(name in kept.environmentAtStart)) delete process.env[name];
Object.assign(process.env, kept.environmentAtStart);

/** As `lib/` names what it keeps on `globalThis`: nothing else of a shop outlives a file. */
const isOfAShop = (name: string) => name.startsWith("kassa");
for (const name of Object.keys(globalThis).filter(isOfAShop))
  Reflect.deleteProperty(globalThis, name);

export {};
