"use client";

import { lazy, Suspense } from "react";
import type { CardFormProps } from "./card-fields";
import { HostedFields } from "./hosted";

const OfficialFields = lazy(() => import("./official"));

const load = async () => (await import("./checkout-com-mount")).mountCheckoutCom;

export function CheckoutComForm(props: CardFormProps) {
  const origin = props.method.fieldsOrigin;
  if (origin === null) {
    return (
      <Suspense fallback={<div className="frame frame--waiting" />}>
        <OfficialFields {...props} load={load} />
      </Suspense>
    );
  }
  return <HostedFields {...props} provider="checkout_com" origin={origin} />;
}
