import type { Json, JsonObject } from "@/lib/json";
import type { Draft, World } from "./world";

/** What the generic checks must be told of a resource. */
export type Fixture = {
  /** The id of a row that may be changed; by default one is created from `draft`. */
  row?: (world: World) => Promise<string>;
  /** What a creation needs, as little as that is; each time fresh where it must be unique. */
  draft?: (world: World) => Promise<Draft> | Draft;
  /** The id of a row of the sales channel's own, to which it may write. */
  ownRow?: (world: World) => Promise<string>;
  /** Where its list stands, if not at `/api/<path>`. */
  list?: (world: World) => Promise<string>;
  /** Values that mean something, by attribute; a function makes each new. */
  values?: Readonly<Record<string, Json | ((world: World) => Json | Promise<Json>)>>;
  /** Attributes that are sent with others or not at all: all that is sent, by the attribute meant. */
  together?: Readonly<Record<string, (world: World) => Promise<JsonObject>>>;
  /** What is kept in a form of its own: how it reads back. */
  reads?: Readonly<Record<string, (given: Json, read: Json) => boolean>>;
};
