import { fieldWordsOf } from "@/components/admin/gateway-forms";
import { type Refused, refused } from "@/lib/actions/admin-action";
import type { FormProblem } from "@/lib/actions/form-state";
import type { Issue } from "@/lib/errors";
import type { CheckError } from "@/lib/gateways/gateway";
import type { ConfigField, GatewayKind } from "@/lib/gateways/gateway-kinds";
import type { GatewayError } from "@/lib/gateways/save-gateway";
import { refusalOf } from "../refusal-words";

type Form = {
  kind: GatewayKind;
  mode: "test" | "live";
  /** Those that this form has. */
  fields: readonly ConfigField[];
};

/** Why a gateway was not saved or not taken, at the fields where there are any. */
export function gatewayRefusalOf(error: GatewayError, form: Form): Refused {
  switch (error.code) {
    case "check_failed":
      return refused(checkTitleOf(error.error, form.kind), checkProblem(error.error, form));
    case "gateway_in_use":
      return refused("Nothing was deleted", {
        field: null,
        text: "Payment methods or payments use it. Switch it off instead.",
      });
    case "invalid_input":
      return refused(
        "Nothing was saved yet",
        ...error.issues.map((issue) => problemOf(issue, form)),
      );
    default:
      return refusalOf(error);
  }
}

export function checkTitleOf({ code }: CheckError, { displayName }: GatewayKind): string {
  switch (code) {
    case "provider_unauthorized":
      return `${displayName} did not take the keys`;
    case "provider_rejected_request":
      return `${displayName} refused the question`;
    case "provider_unreachable":
      return `${displayName} could not be reached`;
    case "provider_indeterminate":
      return `${displayName} gave no clear answer`;
    default:
      throw new Error(`Unknown: ${code satisfies never}`);
  }
}

/** The provider's own words: who sets a gateway up looks for them in its documentation. */
function checkProblem({ code, detail }: CheckError, { fields }: Form): FormProblem {
  const isAboutKeys = code === "provider_unauthorized" || code === "provider_rejected_request";
  const key = isAboutKeys ? fields.find(({ isSecret }) => isSecret) : undefined;
  return { field: key?.name ?? null, text: `It answered: “${detail}”` };
}

function problemOf({ path, message }: Issue, form: Form): FormProblem {
  const name = path.split(".")[1];
  const field = form.fields.find((each) => each.name === name);
  if (field === undefined) return { field: null, text: message };
  return { field: field.name, text: wordsOf(field, message, form) };
}

/** A schema's own sentence, or how to mend it where the schema has none. */
function wordsOf({ name, kind, min, max }: ConfigField, message: string, form: Form): string {
  if (message.startsWith("is not a key of")) {
    return `This key is of the other mode: enter a ${form.mode} key.`;
  }
  if (!/^(Invalid|Too )/.test(message)) return message;
  const { label } = fieldWordsOf(form.kind.type, name);
  if (kind === "address") return "Enter a whole address, like https://pay.example.com/authorize.";
  if (kind === "count") return `Enter a whole number from ${min ?? 0} to ${max ?? "any"}.`;
  return `Enter the ${label.charAt(0).toLowerCase()}${label.slice(1)}.`;
}
