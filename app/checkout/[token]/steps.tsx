import { randomUUID } from "node:crypto";
import { addressLine, valuesOfAddress } from "@/components/checkout/address-values";
import { BankNotice } from "@/components/checkout/bank-notice";
import { ContactForm } from "@/components/checkout/contact-form";
import { listCountries } from "@/components/checkout/countries";
import { DeliveryForm } from "@/components/checkout/delivery-form";
import {
  ContactDone,
  DeliveryDone,
  deliveryChoices,
  isHeld,
} from "@/components/checkout/done-steps";
import { CHECKOUT, DELIVERY } from "@/components/checkout/messages";
import { offeredMethods } from "@/components/checkout/offered-methods";
import { PAGE } from "@/components/checkout/page-messages";
import { PayForm } from "@/components/checkout/pay-form";
import type { PayDecline } from "@/components/checkout/pay-state";
import { PAYMENT_STEP } from "@/components/checkout/payment-step-messages";
import { TodoStep } from "@/components/checkout/step";
import { StepsPage } from "@/components/checkout/steps-page";
import { Terms } from "@/components/checkout/terms";
import { SHOP } from "@/components/store/shop";
import { Notice } from "@/components/ui/notice";
import type { CheckoutView } from "@/lib/orders/checkout-view";
import { chooseDeliveryAction, payAction, saveContactAction } from "./actions";

type StepProps = { view: CheckoutView; now: Date };
const titleOf = (name: keyof typeof CHECKOUT.steps) =>
  PAGE.pageTitle(CHECKOUT.steps[name], SHOP.name);

/** The way out of an edit, where there is something to go back to. */
function KeepLink({ view, isEdit }: { view: CheckoutView; isEdit: boolean }) {
  if (!isEdit) return null;
  return (
    <a className="btn btn--quiet step__edit" href={`/checkout/${view.token}`}>
      {PAGE.keep}
    </a>
  );
}

export function ContactStep({
  view,
  now,
  isEdit,
  country,
}: StepProps & { isEdit: boolean; country: string }) {
  return (
    <ContactForm
      token={view.token}
      initial={{
        attempt: 0,
        issues: [],
        problem: null,
        email: view.email ?? "",
        address: valuesOfAddress(view.shippingAddress, country),
      }}
      countries={listCountries([view.shippingAddress?.countryCode])}
      isEdit={isEdit}
      action={saveContactAction}
      pageTitle={titleOf("contact")}
      aside={<KeepLink view={view} isEdit={isEdit} />}
      after={
        <>
          {isEdit ? <DeliveryDone view={view} now={now} /> : <TodoStep name="delivery" />}
          <TodoStep name="payment" />
        </>
      }
    />
  );
}

export function DeliveryStep({ view, now, isEdit }: StepProps & { isEdit: boolean }) {
  const before = <ContactDone view={view} />;
  const after = <TodoStep name="payment" />;
  const choices = deliveryChoices(view, now);
  if (choices.length === 0) {
    return (
      <StepsPage
        name="delivery"
        pageTitle={titleOf("delivery")}
        hasErrors={false}
        errors={null}
        before={before}
        after={after}
      >
        <Notice tone="warn" title={DELIVERY.nowhere}>
          <p>{DELIVERY.nowhereText}</p>
        </Notice>
      </StepsPage>
    );
  }
  return (
    <DeliveryForm
      token={view.token}
      choices={choices}
      chosenId={view.deliveryMethodId}
      action={chooseDeliveryAction}
      pageTitle={titleOf("delivery")}
      aside={<KeepLink view={view} isEdit={isEdit} />}
      before={before}
      after={after}
    />
  );
}

/** The newest attempt's no, where that is how it ended: also after a way round by the bank, and on a reload. */
function declineOf(view: CheckoutView): PayDecline | null {
  const { attempt } = view;
  if (attempt === null || (attempt.status !== "declined" && attempt.status !== "failed")) {
    return null;
  }
  return {
    methodId: attempt.paymentMethodId,
    code: attempt.decline ?? "processing_error",
    lastDigits: attempt.cardLastDigits,
  };
}

export function PaymentStep({ view, now, country }: StepProps & { country: string }) {
  const before = (
    <>
      <ContactDone view={view} />
      <DeliveryDone view={view} now={now} />
    </>
  );
  const pageTitle = titleOf("payment");
  if (view.paymentMethods.every(({ isAway }) => isAway)) {
    const isOffered = view.paymentMethods.length > 0;
    return (
      <StepsPage
        name="payment"
        pageTitle={pageTitle}
        hasErrors={false}
        errors={null}
        before={before}
        after={null}
      >
        <Notice tone="warn" title={isOffered ? PAYMENT_STEP.allAway : PAYMENT_STEP.noMethods}>
          <p>{isOffered ? PAYMENT_STEP.allAwayText : PAYMENT_STEP.noMethodsText}</p>
        </Notice>
      </StepsPage>
    );
  }
  const decline = declineOf(view);
  const address = view.shippingAddress;
  const where = address === null ? "" : addressLine({ ...address, zipCode: null });
  return (
    <PayForm
      token={view.token}
      initial={{
        attempt: 0,
        issues: [],
        problem: null,
        told: null,
        said: null,
        decline,
        nonce: randomUUID(),
        totalMinor: view.totalMinor,
        totalBeforeMinor: null,
        typed: {
          methodId: decline?.methodId ?? null,
          code: "",
          isSameBilling: view.billingAddress === null,
          billing: valuesOfAddress(view.billingAddress, address?.countryCode ?? country),
        },
      }}
      methods={offeredMethods(view)}
      currency={view.currency}
      shopName={SHOP.name}
      isHeld={isHeld(view)}
      countries={listCountries([view.billingAddress?.countryCode, address?.countryCode])}
      action={payAction}
      pageTitle={pageTitle}
      review={PAYMENT_STEP.review(
        PAYMENT_STEP.items(view.itemsCount),
        address?.fullName ?? "you",
        where,
      )}
      before={before}
      notice={view.step === "bank" ? <BankNotice token={view.token} /> : null}
      terms={<Terms />}
    />
  );
}
