/**
 * The first payment, in steps, as curl and as a script with the official client. A test runs what
 * the page shows, all of one kind in a row.
 */
export type FirstPaymentStep = { title: string; about: string; curl: string; script: string };

const lines = (...each: readonly string[]): string => each.join("\n");

const tokenStep = (kassaUrl: string): FirstPaymentStep => ({
  title: "Get a token",
  about: "It is good for some hours. Get a new one when an answer says INVALID_TOKEN.",
  curl: lines(
    `KASSA=${kassaUrl}`,
    'TOKEN=$(curl -sS --fail-with-body "$KASSA/oauth/token" -d grant_type=client_credentials \\',
    '  -d client_id="$CLIENT_ID" -d client_secret="$CLIENT_SECRET" |',
    `  sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    "",
    "# kassa METHOD PATH [BODY]",
    "kassa() {",
    '  curl -sSg --fail-with-body -X "$1" "$KASSA/api/$2" -H "Authorization: Bearer $TOKEN" \\',
    "    -H 'Accept: application/vnd.api+json' \\",
    `    -H 'Content-Type: application/vnd.api+json' \${3:+-d "$3"}`,
    "}",
    `id_of() { sed 's/^{"data":{"id":"\\([^"]*\\)".*/\\1/'; }`,
  ),
  script: lines(
    'import { CommerceLayer } from "@commercelayer/sdk/bundle";',
    "",
    `const kassa = ${JSON.stringify(kassaUrl)};`,
    "const { CLIENT_ID, CLIENT_SECRET } = process.env;",
    'const grant = await fetch(kassa + "/oauth/token", {',
    '  method: "POST",',
    '  headers: { "content-type": "application/json" },',
    "  body: JSON.stringify({",
    '    grant_type: "client_credentials",',
    "    client_id: CLIENT_ID,",
    "    client_secret: CLIENT_SECRET,",
    "  }),",
    "});",
    "const { access_token: accessToken } = await grant.json();",
    "",
    "// The client calls its maker's host: only where requests go is changed.",
    "const cl = CommerceLayer({",
    "  accessToken,",
    "  fetch: (input, init) => {",
    "    const { pathname, search } = new URL(input);",
    "    return fetch(kassa + pathname + search, init);",
    "  },",
    "});",
  ),
});

const LATER_STEPS: readonly FirstPaymentStep[] = [
  {
    title: "Make an order",
    about: "In a currency that the market sells in. It is pending until it is placed.",
    curl: lines(
      `ORDER=$(kassa POST orders '{"data":{"type":"orders","attributes":{`,
      `  "currency_code":"EUR","customer_email":"ines@shop.example"}}}' | id_of)`,
    ),
    script: lines(
      "const order = await cl.orders.create({",
      '  currency_code: "EUR",',
      '  customer_email: "ines@shop.example",',
      "});",
    ),
  },
  {
    title: "Put something in",
    about: "By the code of an SKU; the market's prices decide what it costs.",
    curl: lines(
      `kassa POST line_items '{"data":{"type":"line_items",`,
      '  "attributes":{"sku_code":"ENAMEL-MUG","quantity":2},',
      `  "relationships":{"order":{"data":{"type":"orders","id":"'$ORDER'"}}}}}' > /dev/null`,
    ),
    script: lines(
      "await cl.line_items.create({",
      '  sku_code: "ENAMEL-MUG",',
      "  quantity: 2,",
      "  order: cl.orders.relationship(order.id),",
      "});",
    ),
  },
  {
    title: "Say where it goes",
    about: "One address for both; the delivery follows from it, and with it the total.",
    curl: lines(
      `ADDRESS=$(kassa POST addresses '{"data":{"type":"addresses","attributes":{`,
      '  "first_name":"Ines","last_name":"Koch","line_1":"Oranienstraße 1","city":"Berlin",',
      `  "zip_code":"10999","country_code":"DE","phone":"+49 30 1234567"}}}' | id_of)`,
      "",
      `kassa PATCH "orders/$ORDER" '{"data":{"type":"orders","id":"'$ORDER'","relationships":{`,
      `  "shipping_address":{"data":{"type":"addresses","id":"'$ADDRESS'"}},`,
      `  "billing_address":{"data":{"type":"addresses","id":"'$ADDRESS'"}}}}}' > /dev/null`,
    ),
    script: lines(
      "const address = await cl.addresses.create({",
      '  first_name: "Ines",',
      '  last_name: "Koch",',
      '  line_1: "Oranienstraße 1",',
      '  city: "Berlin",',
      '  zip_code: "10999",',
      '  country_code: "DE",',
      '  phone: "+49 30 1234567",',
      "});",
      "await cl.orders.update({",
      "  id: order.id,",
      "  shipping_address: cl.addresses.relationship(address.id),",
      "  billing_address: cl.addresses.relationship(address.id),",
      "});",
    ),
  },
  {
    title: "Give it a payment source",
    about:
      "Here a token of your own gateway. stripe_payments answers with a client_secret for Stripe.js instead; checkout_com_payments takes the token of Checkout.com's card fields.",
    curl: lines(
      `kassa POST external_payments '{"data":{"type":"external_payments",`,
      '  "attributes":{"payment_source_token":"xxxx.yyyy.zzzz"},',
      `  "relationships":{"order":{"data":{"type":"orders","id":"'$ORDER'"}}}}}' > /dev/null`,
    ),
    script: lines(
      "await cl.external_payments.create({",
      '  payment_source_token: "xxxx.yyyy.zzzz",',
      "  order: cl.orders.relationship(order.id),",
      "});",
    ),
  },
  {
    title: "Place it",
    about: "The payment is authorized and the order placed, both or neither.",
    curl: lines(
      `kassa PATCH "orders/$ORDER" '{"data":{"type":"orders","id":"'$ORDER'",`,
      `  "attributes":{"_place":true}}}' > /dev/null`,
    ),
    script: "await cl.orders._place(order.id);",
  },
  {
    title: "Take the money",
    about: "When the goods leave. It prints that the order is paid.",
    curl: lines(
      `kassa PATCH "orders/$ORDER" '{"data":{"type":"orders","id":"'$ORDER'",`,
      `  "attributes":{"_capture":true}}}' > /dev/null`,
      'kassa GET "orders/$ORDER?fields[orders]=number,payment_status"',
    ),
    script: lines(
      "await cl.orders._capture(order.id);",
      "const paid = await cl.orders.retrieve(order.id);",
      "console.log(paid.number, paid.payment_status);",
    ),
  },
];

export const firstPaymentSteps = (kassaUrl: string): readonly FirstPaymentStep[] => [
  tokenStep(kassaUrl),
  ...LATER_STEPS,
];
