import type { ReactNode } from "react";
import type { Json } from "@/lib/json";

/** What the providers' scrubber leaves where a secret or a card number was. */
const REDACTED = "[redacted]";
const DEPTH_MAX = 12;

/** JSON as people read it, with a solid block where something was cut out before storing. */
export function JsonText({ value }: { value: Json }) {
  return <>{nodeOf(value, 0)}</>;
}

function nodeOf(value: Json, depth: number): ReactNode {
  if (typeof value === "string") return stringOf(value);
  if (value === null || typeof value !== "object") return String(value);
  if (depth > DEPTH_MAX) return "…";
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => nodeOf(item, depth + 1));
    return blockOf({ items, open: "[", close: "]", depth });
  }
  const items = Object.entries(value).map(([name, member]) => (
    <span key={name}>
      <span className="k">{JSON.stringify(name)}</span>: {nodeOf(member, depth + 1)}
    </span>
  ));
  return blockOf({ items, open: "{", close: "}", depth });
}

function blockOf(block: {
  items: readonly ReactNode[];
  open: string;
  close: string;
  depth: number;
}) {
  const { items, open, close, depth } = block;
  if (items.length === 0) return `${open}${close}`;
  const indent = "  ".repeat(depth + 1);
  return (
    <>
      {`${open}\n`}
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: never reordered, drawn on the server once.
        <span key={index}>
          {indent}
          {item}
          {index === items.length - 1 ? "\n" : ",\n"}
        </span>
      ))}
      {`${"  ".repeat(depth)}${close}`}
    </>
  );
}

function stringOf(value: string): ReactNode {
  if (value === REDACTED) return <Redacted />;
  const parts = value.split(REDACTED);
  return (
    <span className="s">
      &quot;
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: never reordered, drawn on the server once.
        <span key={index}>
          {index === 0 ? null : <Redacted />}
          {JSON.stringify(part).slice(1, -1)}
        </span>
      ))}
      &quot;
    </span>
  );
}

function Redacted() {
  return (
    <span className="redact" role="img" aria-label="redacted">
      xxxxx
    </span>
  );
}
