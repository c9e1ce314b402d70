import { TextField } from "@/components/ui/field";
import { PAYMENT } from "../payment-messages";

/** A merchant's own gateway: the shopper brings its code. Plain text, so it works without JavaScript. */
export function ExternalForm(props: {
  methodId: string;
  methodName: string;
  help: string | null;
  typed: string;
  error: string | undefined;
}) {
  return (
    <TextField
      frame={{
        id: `code-${props.methodId}`,
        label: PAYMENT.codeLabel(props.methodName),
        help: props.help ?? undefined,
        error: props.error,
      }}
      name="payment_source_token"
      defaultValue={props.typed}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
    />
  );
}
