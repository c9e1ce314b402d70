import { TextField } from "@/components/ui/field";
import { PAYMENT } from "../payment-messages";

/** Each method has a code of its own: what was typed for one is never sent for another. */
export const codeField = (methodId: string): string => `code-${methodId}`;

/** A merchant's own gateway: the shopper brings its code. Plain text, so it works without JavaScript. */
export function ExternalForm(props: {
  methodId: string;
  methodName: string;
  help: string | null;
  typed: string;
  error: string | undefined;
}) {
  const id = codeField(props.methodId);
  return (
    <TextField
      frame={{
        id,
        label: PAYMENT.codeLabel(props.methodName),
        help: props.help ?? undefined,
        error: props.error,
      }}
      name={id}
      defaultValue={props.typed}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
    />
  );
}
