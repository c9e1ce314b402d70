import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ActionDialog } from "@/components/admin/admin-form";
import {
  AddressBook,
  CustomerFacts,
  CustomerHead,
  SavedCards,
} from "@/components/admin/customer-parts";
import { OrdersTable } from "@/components/admin/orders-table";
import { formatDateTime } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { findCustomerOf } from "@/lib/desk/customer-queries";
import type { CustomerDetail } from "@/lib/desk/customer-view";
import { env } from "@/lib/env";
import { forgetAction } from "../actions";

type Props = { params: Promise<{ id: string }> };

/** Read once for the title and the page; each begins with the check of the session. */
const readCustomer = cache(async (id: string) => {
  const merchant = await requireMerchant(`/admin/customers/${encodeURIComponent(id)}`);
  return { merchant, customer: await findCustomerOf(merchant, id) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { customer } = await readCustomer((await params).id);
  return { title: `${customer?.name ?? customer?.email ?? "Customer not found"} – Kassa` };
}

export default async function CustomerPage({ params }: Props) {
  const { merchant, customer } = await readCustomer((await params).id);
  if (customer === null) notFound();
  const { timeZone } = merchant.organization;
  const mayOperate = isAllowed(merchant.role, "operate");
  return (
    <>
      <CustomerHead customer={customer} marksTest={env().SANDBOX_URL === undefined}>
        {mayOperate ? <Forget customer={customer} timeZone={timeZone} /> : null}
      </CustomerHead>
      <ForgettingNotice customer={customer} timeZone={timeZone} mayOperate={mayOperate} />
      <div className="cols">
        <div className="stack">
          <Orders customer={customer} timeZone={timeZone} />
        </div>
        <div className="stack">
          <CustomerFacts customer={customer} timeZone={timeZone} />
          <SavedCards cards={customer.cards} />
          <AddressBook customer={customer} />
        </div>
      </div>
    </>
  );
}

function Orders({ customer, timeZone }: { customer: CustomerDetail; timeZone: string }) {
  const query = new URLSearchParams({ q: customer.email, status: "any" });
  return (
    <>
      <h2>Orders</h2>
      {customer.orders.length === 0 ? (
        <p className="muted">They have ordered nothing yet.</p>
      ) : (
        <OrdersTable
          rows={customer.orders}
          label="Their orders, newest first"
          now={systemClock.now()}
          timeZone={timeZone}
        />
      )}
      {customer.hasMoreOrders ? (
        <p>
          <a href={`/admin/orders?${query}`}>See all their orders</a>
        </p>
      ) : null}
    </>
  );
}

type Shown = { customer: CustomerDetail; timeZone: string };

function ForgettingNotice({ customer, timeZone, mayOperate }: Shown & { mayOperate: boolean }) {
  const { forgetting } = customer;
  if (forgetting === null) return null;
  if (forgetting.doneAt !== null) {
    return (
      <Notice tone="info" title="This customer was forgotten">
        Names, addresses and cards were erased {formatDateTime(forgetting.doneAt, timeZone)}. Orders
        and money stay, without a person.
      </Notice>
    );
  }
  return (
    <Notice tone="warn" title="This customer is to be forgotten">
      On {formatDateTime(forgetting.dueAt, timeZone)} their names, addresses, notes and cards are
      erased. {mayOperate ? "Until then it can be taken back." : "An operator may take it back."}
    </Notice>
  );
}

/** What was carried out cannot be taken back. */
function Forget({ customer, timeZone }: Shown) {
  const { forgetting } = customer;
  if (forgetting !== null && forgetting.doneAt !== null) return null;
  if (forgetting !== null) {
    return (
      <ActionDialog
        action={forgetAction}
        hidden={{ customer: customer.id, forget: "no" }}
        trigger={{ label: "Keep them…" }}
        title="Take the request back?"
        submit={{ label: "Keep this customer", workingLabel: "Keeping them" }}
      >
        <p>
          They stay as they are, and are not erased on {formatDateTime(forgetting.dueAt, timeZone)}.
        </p>
      </ActionDialog>
    );
  }
  return (
    <ActionDialog
      action={forgetAction}
      hidden={{ customer: customer.id, forget: "yes" }}
      trigger={{ label: "Forget…" }}
      title={`Forget ${customer.name ?? customer.email}?`}
      submit={{ label: "Forget in 30 days", workingLabel: "Asking for it", look: "danger" }}
    >
      <p>
        In 30 days their names, addresses, telephone numbers, saved cards and the notes beside their
        orders are erased for good. Orders and payments stay, without a person. Until then it can be
        taken back. What the payment providers keep is erased there.
      </p>
    </ActionDialog>
  );
}
