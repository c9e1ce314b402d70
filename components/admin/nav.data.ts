import type { IconName } from "@/components/ui/icon";

export type NavEntry = {
  href: string;
  label: string;
  icon: IconName;
  /** Shown while the sandbox is used only. */
  ofSandbox?: true;
};

/** The admin's rooms in the order of a day: what came in, what is sold with, what is built on. */
export const NAV: readonly { title: string | null; entries: readonly NavEntry[] }[] = [
  {
    title: null,
    entries: [
      { href: "/admin/overview", label: "Overview", icon: "chart" },
      { href: "/admin/payments", label: "Payments", icon: "card" },
      { href: "/admin/orders", label: "Orders", icon: "parcel" },
      { href: "/admin/customers", label: "Customers", icon: "people" },
      { href: "/admin/attention", label: "Attention", icon: "attention" },
      { href: "/admin/reconciliation", label: "Reconciliation", icon: "scales" },
    ],
  },
  {
    title: "Selling",
    entries: [
      { href: "/admin/gateways", label: "Gateways", icon: "plug" },
      { href: "/admin/payment-methods", label: "Payment methods", icon: "methods" },
      { href: "/admin/payment-links", label: "Payment links", icon: "link" },
    ],
  },
  {
    title: "Building",
    entries: [
      { href: "/admin/developers", label: "Developers", icon: "code" },
      { href: "/admin/sandbox", label: "Sandbox", icon: "flask", ofSandbox: true },
      { href: "/admin/people", label: "People", icon: "person" },
    ],
  },
];
