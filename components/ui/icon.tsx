import { ICON_PATHS } from "./icon-paths";

export type IconName = keyof typeof ICON_PATHS;

/** A line drawing beside words that say the same: never the only sign, so hidden from readers. */
export function Icon({
  name,
  size = 20,
  className,
}: {
  name: IconName;
  size?: 16 | 20 | 24;
  className?: string;
}) {
  const sizeClass = size === 20 ? "" : ` i--${size}`;
  return (
    <svg
      className={`i${sizeClass}${className === undefined ? "" : ` ${className}`}`}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
