import type { FieldWords, GatewayWords } from "./words";

const address = (label: string, help: string): FieldWords => ({ label, help });

export const EXTERNAL_WORDS: GatewayWords = {
  about:
    "A payment service of your own. Kassa calls your addresses and signs each call with a shared secret.",
  asks: "whether it answers",
  fields: {
    authorize_url: address("Address to authorize", "Without it nothing can be paid."),
    capture_url: address("Address to capture", "Without it nothing can be captured."),
    void_url: address("Address to void", "Without it an authorization runs out by itself."),
    refund_url: address("Address to refund", "Without it nothing can be given back."),
    token_url: address("Address for customers’ tokens", "For payments with what a customer keeps."),
    external_includes: {
      label: "What is told beside the payment",
      help: "Relationships by their paths, with commas between them, like order.line_items, order.customer.",
    },
    honours_idempotency_keys: {
      label: "It acts once for one Idempotency-Key, so that a lost call may be repeated",
    },
  },
};
