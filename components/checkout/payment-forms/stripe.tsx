"use client";

import type { CardFormProps } from "./card-fields";
import { HostedFields } from "./hosted";
import { OfficialFields } from "./official";

const load = async () => (await import("./stripe-mount")).mountStripe;

export function StripeForm(props: CardFormProps) {
  const origin = props.method.fieldsOrigin;
  if (origin === null) return <OfficialFields {...props} load={load} />;
  return <HostedFields {...props} provider="stripe" origin={origin} />;
}
