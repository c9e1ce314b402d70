import type { Metadata } from "next";
import { AdminForm } from "@/components/admin/admin-form";
import { BackLink } from "@/components/admin/back-link";
import { FormCheck, FormSelect, FormText } from "@/components/admin/form-problems";
import { GatewayFields } from "@/components/admin/gateway-fields";
import { gatewayWordsOf } from "@/components/admin/gateway-forms";
import { OwnersOnly } from "@/components/admin/owners-only";
import { ButtonLink } from "@/components/ui/button";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { type GatewayKind, gatewayKinds } from "@/lib/gateways/gateway-kinds";
import { systemIds } from "@/lib/ids";
import type { Query } from "../../query";
import { createGatewayAction } from "../actions";

export const metadata: Metadata = { title: "Add a gateway – Kassa" };

const PAGE = "/admin/gateways/new";

export default async function NewGatewayPage(props: { searchParams: Promise<Query<"type">> }) {
  const { type } = await props.searchParams;
  const kinds = gatewayKinds();
  const kind = kinds.find((each) => each.type === type) ?? null;
  const merchant = await requireMerchant(kind === null ? PAGE : `${PAGE}?type=${kind.type}`);
  return (
    <>
      <BackLink href="/admin/gateways">Gateways</BackLink>
      <h1>{kind === null ? "Add a gateway" : `Add ${kind.displayName}`}</h1>
      {!isAllowed(merchant.role, "configure") ? (
        <OwnersOnly what="Gateways" />
      ) : kind === null ? (
        <Choice kinds={kinds} />
      ) : (
        <NewGatewayForm kind={kind} isSandbox={env().SANDBOX_URL !== undefined} />
      )}
    </>
  );
}

function Choice({ kinds }: { kinds: readonly GatewayKind[] }) {
  return (
    <ul className="stack list-none p-0 m-0" aria-label="Kinds of gateways">
      {kinds.map(({ type, displayName }) => (
        <li key={type} className="card">
          <div className="card__body stack stack--2">
            <h2 className="text-base">{displayName}</h2>
            <p className="sub">{gatewayWordsOf(type).about}</p>
            <p>
              <ButtonLink href={`${PAGE}?type=${type}`}>Add {displayName}</ButtonLink>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The gateway's id is chosen with the page: sent twice, it is made once. */
function NewGatewayForm({ kind, isSandbox }: { kind: GatewayKind; isSandbox: boolean }) {
  const { type, displayName, canCheck, fields } = kind;
  const mode: Record<string, string> = isSandbox ? { mode: "test" } : {};
  return (
    <section className="card max-w-[720px]" aria-label={`The new gateway at ${displayName}`}>
      <div className="card__body stack">
        <p>{gatewayWordsOf(type).about}</p>
        <AdminForm
          action={createGatewayAction}
          submit={{ label: `Add ${displayName}`, workingLabel: `Adding ${displayName}` }}
          hidden={{ id: systemIds.resource(), type, ...mode }}
        >
          <FormText
            name="name"
            label="Name"
            help="How you and your colleagues call it."
            defaultValue={displayName}
            maxLength={255}
          />
          {isSandbox ? null : <ModeField />}
          <GatewayFields type={type} fields={fields} settings={{}} keyEnds={{}} />
          {canCheck ? (
            <FormCheck
              name="checks"
              label={`Ask ${displayName} before it is saved`}
              defaultChecked
            />
          ) : null}
          <p className="sub">{whatHappens(kind)}</p>
        </AdminForm>
      </div>
    </section>
  );
}

const whatHappens = ({ displayName, makesSharedSecret, keepsWebhookSecret }: GatewayKind) =>
  [
    makesSharedSecret ? "A shared secret is made and shown once." : "",
    keepsWebhookSecret
      ? `${displayName} is told where its events go. Secret keys are kept encrypted and not shown again; if this page is left before, they must be entered anew.`
      : "",
    "No shopper sees the gateway until a payment method offers it.",
  ]
    .filter(Boolean)
    .join(" ");

function ModeField() {
  return (
    <FormSelect
      name="mode"
      label="Mode"
      help="It cannot be changed later. Test gateways take test orders only."
      defaultValue="live"
    >
      <option value="live">Live: real money moves</option>
      <option value="test">Test</option>
    </FormSelect>
  );
}
