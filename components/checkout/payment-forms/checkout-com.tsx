"use client";

import type { CardFormProps } from "./card-fields";
import { HostedFields } from "./hosted";
import { OfficialFields } from "./official";

const load = async () => (await import("./checkout-com-mount")).mountCheckoutCom;

export function CheckoutComForm(props: CardFormProps) {
  const origin = props.method.fieldsOrigin;
  if (origin === null) return <OfficialFields {...props} load={load} />;
  return <HostedFields {...props} provider="checkout_com" origin={origin} />;
}
