import type { ComponentProps } from "react";
import { Glyph } from "./glyph";
import { ICON_PATHS } from "./icon-paths";

export type IconName = keyof typeof ICON_PATHS;

/** A glyph by its name. In client components import the one path and use `Glyph`: names bring the whole table along. */
export function Icon({
  name,
  ...rest
}: Omit<ComponentProps<typeof Glyph>, "path"> & { name: IconName }) {
  return <Glyph path={ICON_PATHS[name]} {...rest} />;
}
