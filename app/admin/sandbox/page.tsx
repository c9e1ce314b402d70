import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BothBooks } from "@/components/admin/sandbox/both-books";
import { CardsToTry } from "@/components/admin/sandbox/cards-to-try";
import { ClockCard } from "@/components/admin/sandbox/clock-card";
import { FaultForm } from "@/components/admin/sandbox/fault-form";
import { WaitingFaults } from "@/components/admin/sandbox/waiting-faults";
import { Notice } from "@/components/ui/notice";
import type { Merchant } from "@/lib/auth/merchant";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { sandboxControl } from "@/lib/sandbox/control";
import { type Panel, readPanel } from "@/lib/sandbox/read-panel";
import { one, type Query } from "../query";
import { moveClockAction, returnClockAction, setFaultAction, stopFaultAction } from "./actions";
import { PANEL, refusalWords } from "./refusals";

export const metadata: Metadata = { title: "Sandbox – Kassa" };

/** While the sandbox is used only. */
export default async function SandboxPage(props: {
  searchParams: Promise<Query<"older" | "newer" | "order">>;
}) {
  const merchant = await requireMerchant(PANEL);
  const control = sandboxControl();
  if (control === null) notFound();
  const query = await props.searchParams;
  const place = { older: one(query.older), newer: one(query.newer) };
  const panel = await readPanel(merchant, control, place);
  const orderNumber = /^\d{1,9}$/.exec(one(query.order) ?? "")?.[0] ?? "";
  return (
    <>
      <div className="ad__top">
        <h1>Sandbox</h1>
        <p className="muted">
          Make something go wrong, then watch what a shopper and you would see.
        </p>
      </div>
      {panel.ok ? (
        <Rooms
          panel={panel.value}
          merchant={merchant}
          sandboxUrl={control.baseUrl}
          orderNumber={orderNumber}
        />
      ) : (
        <Notice tone="bad" title={refusalWords(panel.error).title}>
          {refusalWords(panel.error).text}
        </Notice>
      )}
    </>
  );
}

type RoomsProps = { panel: Panel; merchant: Merchant; sandboxUrl: string; orderNumber: string };

function Rooms({ panel, merchant, sandboxUrl, orderNumber }: RoomsProps) {
  const mayOperate = isAllowed(merchant.role, "operate");
  const shown = { now: systemClock.now(), timeZone: merchant.organization.timeZone };
  // New with each rendering: a double click is one action, a second press another.
  const nonce = randomUUID();
  return (
    <div className="cols">
      <div className="stack">
        {mayOperate ? (
          <FaultForm
            action={setFaultAction}
            nonce={nonce}
            sandboxUrl={sandboxUrl}
            declines={panel.offers.declines}
            orderNumber={orderNumber}
          />
        ) : (
          <Notice tone="info" title="You may look, and not change">
            Ask an owner or an operator of the shop to set a fault or to move the clock.
          </Notice>
        )}
        <ClockCard
          nowMs={panel.clock.now}
          offsetMs={panel.clock.offsetMs}
          timeZone={shown.timeZone}
          nonce={nonce}
          actions={mayOperate ? { move: moveClockAction, back: returnClockAction } : null}
        />
      </div>
      <div className="stack">
        <WaitingFaults
          faults={panel.faults}
          callFaults={panel.callFaults}
          orderNumbers={panel.orderNumbers}
          stop={mayOperate ? stopFaultAction : null}
          {...shown}
        />
        <BothBooks {...panel.book} now={shown.now} />
        <CardsToTry cards={panel.offers.cards} />
      </div>
    </div>
  );
}
