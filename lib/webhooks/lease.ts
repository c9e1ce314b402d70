/** Longer than asking a provider and writing what it says; whoever takes longer is thought dead. */
const LEASE_MS = 30_000;

/** Until when an event belongs to whoever took it on. */
export const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);
