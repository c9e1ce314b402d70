// What a body asks for: an action that is not meant is no action.
import { findResource } from "@/lib/jsonapi/registry";
import { namedIn } from "./bodies";
import type { Case } from "./case";

export const typeOf = ({ path }: Case): string => decodeURIComponent(path.split("/")[0] ?? "");

export type Meant = { attributes: readonly string[]; all: readonly string[] };

export function meantBy(sent: Case): Meant {
  const { attributes, relationships } = namedIn(sent.body);
  const resource = findResource(typeOf(sent));
  const meant = Object.entries(attributes).flatMap(([name, value]) => {
    const known =
      resource && Object.hasOwn(resource.attributes, name) ? resource.attributes[name] : null;
    const isTrigger = known && "trigger" in known && known.trigger === true;
    return isTrigger && (!value || value === "false" || value === "0") ? [] : [name];
  });
  return { attributes: meant, all: [...meant, ...Object.keys(relationships)] };
}
