/** The sentences of the forms, which browsers load; those of the pages around them are in `page-messages.ts`. */
export const CHECKOUT = {
  title: "Checkout",
  edit: "Edit",
  steps: { contact: "Contact and address", delivery: "Delivery", payment: "Payment" },
} as const;

export const CONTACT = {
  email: "E-mail",
  emailHelp: "For the receipt and news of this order, nothing else",
  fullName: "Full name",
  country: "Country",
  line1: "Street and number",
  line2: "Floor, flat or company",
  addLine2: "Add a floor, flat or company",
  zip: "Postcode",
  city: "City",
  state: "State or region",
  phone: "Phone",
  phoneHelp: "Only the courier uses it, on the day of delivery",
  submit: "Continue to delivery",
  submitEdit: "Save and continue",
  working: "Saving",
} as const;

export const CONTACT_ERRORS = {
  email: "Enter an e-mail address in full, like name@example.com",
  fullName: "Enter the name that goes on the parcel",
  billingName: "Enter the name on the bill",
  line1: "Enter the street and number",
  city: "Enter the city",
  country: "Choose a country",
  state: "Enter the state or region, like NY",
  phone: "Enter a phone number with its country code, like +49 30 901820",
  zip: (adjective: string, shape: string, example: string) =>
    `Enter a ${adjective} postcode: ${shape}, like ${example}`,
  tooLong: (max: number) => `Shorten this to ${max} characters`,
} as const;

export const DELIVERY = {
  legend: "How should it come?",
  submit: "Continue to payment",
  working: "Saving",
  none: "Choose how it should come",
  nowhere: "We do not deliver there yet",
  nowhereText: "Go back to the address and choose another country.",
} as const;

export const FORM_PROBLEMS = {
  title: (count: number) => (count === 1 ? "1 thing to put right" : `${count} things to put right`),
  lostTitle: "The connection was lost",
  lost: "Nothing you typed is gone. Press the button again.",
  foreignTitle: "This page was open in an odd way",
  foreign: "Load it again, then go on.",
  failedTitle: "The shop could not save this",
  failed: "Nothing you typed is gone. Press the button again in a moment.",
  heldTitle: "This order cannot change any more",
  held: "A payment for it has begun.",
} as const;
