import {
  adminAction,
  type Begun,
  type Done,
  type Refused,
  refused,
} from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import type { GatewayKey } from "@/lib/gateways/gateway";
import { type GatewayKind, gatewayKindOf } from "@/lib/gateways/gateway-kinds";
import { err, type Result } from "@/lib/result";
import { keyIn } from "./gateway-input";

export const LIST = "/admin/gateways";

export type Answer = Promise<Result<Done, Refused>>;
type About = Begun & { key: GatewayKey; kind: GatewayKind };

/** An owner's action about one gateway, which its form names. */
export async function aboutGateway(
  previous: FormState,
  form: FormData,
  work: (about: About) => Answer,
): Promise<FormState> {
  const key = keyIn(form);
  return adminAction(previous, { path: LIST, permission: "configure" }, async (begun) =>
    key === null ? STRANGE : work({ ...begun, key, kind: gatewayKindOf(key.type) }),
  );
}

const STRANGE = err(refused("Nothing was changed", { field: null, text: "Open the page anew." }));
