import type { GatewayType } from "@/lib/gateway-types";
import type { ConfigField } from "@/lib/gateways/gateway-kinds";
import type { Json, JsonObject } from "@/lib/json";
import { FormCheck, FormLongText, FormText } from "./form-problems";
import { fieldWordsOf } from "./gateway-forms";

type Shown = {
  type: GatewayType;
  /** What is kept; credentials are not among it. */
  settings: JsonObject;
  /** The last characters of each credential that is kept. */
  keyEnds: JsonObject;
};

/** A field for each setting, as the provider's own schema names them. */
export function GatewayFields({ fields, ...shown }: Shown & { fields: readonly ConfigField[] }) {
  return fields.map((field) => <GatewayField key={field.name} field={field} {...shown} />);
}

function GatewayField({ field, type, settings, keyEnds }: Shown & { field: ConfigField }) {
  const { name, kind, isSecret, isRequired, usual } = field;
  const { label, help } = fieldWordsOf(type, name);
  // What was never set stays so: only what is kept is shown, and what holds without it is said.
  const value = settings[name] ?? null;
  if (kind === "flag") {
    return <FormCheck name={name} label={label} defaultChecked={(value ?? usual) === true} />;
  }
  if (kind === "words") {
    const words = { name, label, optional: !isRequired, ...(help ? { help } : {}) };
    return <FormLongText {...words} rows={5} defaultValue={textOf(value)} />;
  }
  const end = keyEnds[name];
  const isKept = isSecret && typeof end === "string";
  const otherwise = usual === null ? undefined : `Left empty, it is ${textOf(usual)}.`;
  const helps = [
    help,
    otherwise,
    isKept ? `Ends in ${end} now. Leave it empty to keep it.` : undefined,
  ];
  return (
    <FormText
      name={name}
      label={label}
      help={helps.filter(Boolean).join(" ")}
      optional={!isRequired && !isSecret}
      type={isSecret ? "password" : "text"}
      inputMode={kind === "count" ? "numeric" : kind === "address" ? "url" : "text"}
      autoComplete="off"
      spellCheck={false}
      defaultValue={isSecret ? "" : textOf(value)}
    />
  );
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.join(", ");
  return value === null || typeof value === "object" ? "" : String(value);
}
