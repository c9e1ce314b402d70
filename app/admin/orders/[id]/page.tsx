import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ActionDialog } from "@/components/admin/admin-form";
import { FormLongText } from "@/components/admin/form-problems";
import { OrderHead } from "@/components/admin/order-head";
import { OrderHistory } from "@/components/admin/order-history";
import { OrderLines } from "@/components/admin/order-lines";
import { OrderNotes } from "@/components/admin/order-notes";
import { OrderPayments, Shipments } from "@/components/admin/order-payments";
import { OrderFacts, OrderPeople } from "@/components/admin/order-side";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { findOrder } from "@/lib/desk/order-queries";
import type { OrderDetail } from "@/lib/desk/order-view";
import { env } from "@/lib/env";
import { addNoteAction, archiveAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

/** Read once for the title and the page; each begins with the check of the session. */
const readOrder = cache(async (id: string) => {
  const merchant = await requireMerchant(`/admin/orders/${encodeURIComponent(id)}`);
  return { merchant, order: await findOrder(merchant, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { order } = await readOrder((await params).id);
  return { title: order === null ? "Order not found – Kassa" : `Order ${order.number} – Kassa` };
}

export default async function OrderPage({ params }: Props) {
  const { merchant, order } = await readOrder((await params).id);
  if (order === null) notFound();
  const { timeZone } = merchant.organization;
  const { currency } = order;
  const now = systemClock.now();
  const mayOperate = isAllowed(merchant.role, "operate");
  return (
    <>
      <OrderHead
        order={order}
        now={now}
        timeZone={timeZone}
        marksTest={env().SANDBOX_URL === undefined}
      >
        {mayOperate ? <Archive order={order} /> : null}
      </OrderHead>
      <div className="cols">
        <div className="stack">
          <OrderLines order={order} />
          <OrderPayments payments={order.payments} {...{ currency, now, timeZone }} />
          <Shipments shipments={order.shipments} timeZone={timeZone} />
          <OrderHistory
            changes={order.changes}
            isCut={order.isCut}
            currency={currency}
            timeZone={timeZone}
          />
        </div>
        <div className="stack">
          <OrderPeople order={order} />
          <OrderFacts order={order} timeZone={timeZone} />
          <OrderNotes notes={order.notes} timeZone={timeZone}>
            {mayOperate ? <AddNote orderId={order.id} /> : <LooksOnly />}
          </OrderNotes>
        </div>
      </div>
    </>
  );
}

/** What is still open cannot be put away: it may be bought yet. */
function Archive({ order }: { order: OrderDetail }) {
  const isClosed = ["placed", "approved", "cancelled"].includes(order.status);
  if (!isClosed && !order.isArchived) return null;
  const label = order.isArchived ? "Bring back" : "Archive";
  return (
    <ActionDialog
      action={archiveAction}
      hidden={{ order: order.id, archived: order.isArchived ? "no" : "yes" }}
      trigger={{ label: `${label}…` }}
      title={
        order.isArchived
          ? `Bring order ${order.number} back to the list?`
          : `Archive order ${order.number}?`
      }
      submit={{ label, workingLabel: order.isArchived ? "Bringing back" : "Archiving" }}
    >
      <p>
        {order.isArchived
          ? "It stands on the list of orders again. Nothing else changes."
          : "It leaves the list of orders, and is found in the archive. Its payments stay as they are, and it can be brought back."}
      </p>
    </ActionDialog>
  );
}

function AddNote({ orderId }: { orderId: string }) {
  return (
    <ActionDialog
      action={addNoteAction}
      hidden={{ order: orderId, nonce: randomUUID() }}
      trigger={{ label: "Add a note…" }}
      title="Add a note to this order"
      submit={{ label: "Add the note", workingLabel: "Adding the note", look: "primary" }}
    >
      <FormLongText
        name="text"
        label="Note"
        help="Only people of the shop read it. Leave card numbers out."
        rows={4}
        maxLength={1000}
      />
    </ActionDialog>
  );
}

const LooksOnly = () => <span className="tiny muted">Owners and operators write notes</span>;
