import type { ReactNode } from "react";
import { FreshOnReturn } from "@/components/checkout/fresh-on-return";

/** Around every page of an order: it stays while they change, and so hears of a way back. */
export default function OrderLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <FreshOnReturn />
      {children}
    </>
  );
}
