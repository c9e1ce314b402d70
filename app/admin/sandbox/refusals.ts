import { type Refused, refused } from "@/lib/actions/admin-action";
import type { SandboxRefusal } from "@/lib/sandbox/refusal";

export const PANEL = "/admin/sandbox";

/** What happened, then what to do, in the words of who tries the shop out. */
export function refusalWords(refusal: SandboxRefusal): { title: string; text: string } {
  switch (refusal.code) {
    case "sandbox_unreachable":
      return {
        title: "The sandbox does not answer",
        text: `Start it with npm run sandbox, or start all anew with npm start. ${refusal.detail}`,
      };
    case "sandbox_key_refused":
      return {
        title: "The sandbox has another control key",
        text: "Set SANDBOX_CONTROL_KEY of this installation to the key in the sandbox’s folder.",
      };
    case "sandbox_refused":
      return { title: "The sandbox said no", text: refusal.detail };
    case "nothing_chosen":
      return {
        title: "Nothing would go wrong",
        text: "Choose an answer, 3DS, a connection or webhooks that differ from the usual.",
      };
    case "no_three_ds":
      return {
        title: "An external gateway asks for no 3DS",
        text: "Choose “As the card says”, or a gateway of cards.",
      };
    case "no_such_order":
      return {
        title: "There is no such order",
        text: `No order has the number ${refusal.number}. Take it from the list of orders, like 10482.`,
      };
    case "fault_gone":
      return {
        title: "It is not there any more",
        text: "It has met its payment, or the sandbox was emptied. Look at the list anew.",
      };
    default:
      throw new Error(`Unknown: ${JSON.stringify(refusal satisfies never)}`);
  }
}

export function sandboxRefused(refusal: SandboxRefusal): Refused {
  const { title, text } = refusalWords(refusal);
  const field = refusal.code === "no_such_order" ? "order" : null;
  return refused(title, { field, text });
}
