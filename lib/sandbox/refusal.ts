/** Why the panel could not do what it was asked. */
export type SandboxRefusal =
  | { code: "sandbox_unreachable"; detail: string }
  /** The control key of this installation is not the sandbox's. */
  | { code: "sandbox_key_refused" }
  | { code: "sandbox_refused"; detail: string }
  | { code: "nothing_chosen" }
  /** An external gateway's protocol has no 3DS. */
  | { code: "no_three_ds" }
  | { code: "no_such_order"; number: string }
  | { code: "fault_gone" };
