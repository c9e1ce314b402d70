import { z } from "zod";

/** How deep `include` may go. */
export const INCLUDE_DEPTH_MAX = 3;
const PATHS_MAX = 50;
const segment = "[a-z][a-z0-9_]*";
const PATH = new RegExp(`^${segment}(\\.${segment}){0,${INCLUDE_DEPTH_MAX - 1}}$`);

/**
 * Paths of relationships that others are to be told, as `include` has them. One that leads nowhere is left out of what is
 * told, so that what is served can grow and shrink.
 */
export const includePaths = z
  .array(z.string().max(120).regex(PATH, "must be a path of relationships, such as order.customer"))
  .max(PATHS_MAX);
