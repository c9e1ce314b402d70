import { CopyKey } from "@/components/ui/copy-key";

/** A piece of code with a key that copies it. `kind` names it for those who run what is shown. */
export function CodeSample({ title, text, kind }: { title: string; text: string; kind?: string }) {
  return (
    <figure className="sample" data-sample={kind}>
      <figcaption>
        <span>{title}</span>
        <CopyKey text={text} label={title} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must reach what scrolls. */}
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}

export const jsonText = (value: unknown): string => JSON.stringify(value, null, 2);
