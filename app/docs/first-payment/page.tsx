import type { Metadata } from "next";
import { FirstPayment } from "@/components/docs/first-payment";
import { firstPaymentSteps } from "@/components/docs/first-payment-steps";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "First payment – Kassa API" };

export default function FirstPaymentPage() {
  const { APP_URL, SANDBOX_URL } = env();
  return <FirstPayment steps={firstPaymentSteps(APP_URL)} isDemo={SANDBOX_URL !== undefined} />;
}
