import Link from "next/link";
import type { GatewayKind } from "@/lib/gateways/gateway-kinds";
import type { GatewayView } from "@/lib/gateways/gateway-view";
import { CopyText } from "./copy-text";
import { type Clocked, GatewayBadges, lastCheckWords } from "./gateway-signs";

type Shown = Clocked & {
  kinds: ReadonlyMap<GatewayKind["type"], GatewayKind>;
  marksMode: boolean;
};

/** One card a gateway: whose it is, whether it works, where its events come in. */
export function GatewayList({ gateways, ...shown }: Shown & { gateways: readonly GatewayView[] }) {
  return (
    <ul className="stack list-none p-0 m-0" aria-label="Gateways by name">
      {gateways.map((gateway) => (
        <li key={gateway.id} className="card">
          <GatewayCard gateway={gateway} {...shown} />
        </li>
      ))}
    </ul>
  );
}

function GatewayCard({ gateway, kinds, marksMode, ...clocked }: Shown & { gateway: GatewayView }) {
  const kind = kinds.get(gateway.type);
  const facts = [
    kind?.displayName,
    kind?.canCheck ? lastCheckWords(gateway, clocked) : undefined,
    methodsWords(gateway),
  ];
  const title = `gateway-${gateway.id}`;
  return (
    <article className="card__body stack stack--2" aria-labelledby={title}>
      <div className="row row--wrap gap-x-3 gap-y-1">
        <h2 className="text-base" id={title}>
          <Link href={`/admin/gateways/${gateway.id}`} prefetch={false}>
            {gateway.name}
          </Link>
        </h2>
        <GatewayBadges gateway={gateway} marksMode={marksMode} />
      </div>
      <p className="sub">{facts.filter(Boolean).join(" · ")}</p>
      {kind?.hasWebhooks ? (
        <CopyText text={gateway.webhookUrl} label={`webhook address of ${gateway.name}`} />
      ) : null}
    </article>
  );
}

function methodsWords({ methods }: GatewayView): string {
  const count = methods.filter(({ isEnabled }) => isEnabled).length;
  if (count === 0) return "no payment method offers it";
  return count === 1 ? "1 payment method" : `${count} payment methods`;
}
