/** A line drawing beside words that say the same: never the only sign, so hidden from readers. */
export function Glyph({
  path,
  size = 20,
  className,
}: {
  path: string;
  size?: 16 | 20 | 24;
  className?: string | undefined;
}) {
  const classes = ["i", size === 20 ? "" : `i--${size}`, className ?? ""];
  return (
    <svg className={classes.filter(Boolean).join(" ")} viewBox="0 0 20 20" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
