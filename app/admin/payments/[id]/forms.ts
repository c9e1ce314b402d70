import type { PaymentForms } from "@/components/admin/payment-forms";
import {
  approveAction,
  approveAndCaptureAction,
  cancelAction,
  captureAction,
  letGoAction,
  recheckAction,
  refundAction,
  resolveAction,
} from "./actions";
import { approveRefundAction, declineRefundAction } from "./refund-actions";

/** What the forms of a payment's page post to. */
export const FORMS: PaymentForms = {
  approve: approveAction,
  approveAndCapture: approveAndCaptureAction,
  capture: captureAction,
  cancel: cancelAction,
  letGo: letGoAction,
  refund: refundAction,
  recheck: recheckAction,
  resolve: resolveAction,
  approveRefund: approveRefundAction,
  declineRefund: declineRefundAction,
};
