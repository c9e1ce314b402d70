import type { APIRequestContext } from "@playwright/test";
import type { Api } from "./api";
import type { Demo } from "./environment";
import { expect, test } from "./fixtures";

/**
 * The documented requests as they stand: only the address, the token, the order's id and the
 * gateway's own tokens are put in.
 */
const REQUESTS = {
  checkout_com_payments: `curl -g -X POST \\
  'https://yourdomain.commercelayer.io/api/checkout_com_payments' \\
  -H 'Accept: application/vnd.api+json' \\
  -H 'Authorization: Bearer your-access-token' \\
  -H 'Content-Type: application/vnd.api+json' \\
  -d '{
  "data": {
    "type": "checkout_com_payments",
    "attributes": {
      "payment_type": "token",
      "token": "tok_4gzeau5o2uqubbk6fufs3m7p54"
    },
    "relationships": {
      "order": {
        "data": {
          "type": "orders",
          "id": "ABCRtyUpBa"
        }
      }
    }
  }
}'`,
  stripe_payments: `curl -g -X POST \\
'https://yourdomain.commercelayer.io/api/stripe_payments' \\
-H 'Accept: application/vnd.api+json' \\
-H 'Authorization: Bearer your-access-token' \\
-H 'Content-Type: application/vnd.api+json' \\
-d '{
"data": {
"type": "stripe_payments",
"attributes": {
"stripe_id": "pi_1234XXX",
"client_secret": "pi_1234XXX_secret_5678YYY"
},
"relationships": {
"order": {
"data": {
"type": "orders",
"id": "ABCRtyUpBa"
}
}
}
}
}'`,
  external_payments: `curl -g -X POST \\
'https://yourdomain.commercelayer.io/api/external_payments' \\
-H 'Accept: application/vnd.api+json' \\
-H 'Authorization: Bearer your-access-token' \\
-H 'Content-Type: application/vnd.api+json' \\
-d '{
"data": {
"type": "external_payments",
"attributes": {
"payment_source_token": "xxxx.yyyy.zzzz"
},
"relationships": {
"order": {
"data": {
"type": "orders",
"id": "ABCRtyUpBa"
}
}
}
}
}'`,
} as const;

/**
 * What the documented answers show; the same list as the project's own, read off the same
 * documents.
 */
const COMMON = "created_at updated_at reference reference_origin metadata payment_instrument";
const ATTRIBUTES = {
  checkout_com_payments: `${COMMON} public_key payment_type token session_id success_url failure_url
    source_id customer_token redirect_uri payment_response mismatched_amounts payment_session`,
  stripe_payments: `${COMMON} stripe_id client_secret connected_account charge_id publishable_key
    on_behalf_of transfer_group options payment_method mismatched_amounts return_url receipt_email`,
  external_payments: `${COMMON} payment_source_token options`,
} as const;
type SourceType = keyof typeof REQUESTS;

type Side = { api: Api; demo: Demo; request: APIRequestContext };

async function tokenOf({ request, demo }: Side): Promise<string> {
  const answer = await request.post(`${demo.baseUrl}/oauth/token`, {
    form: { grant_type: "client_credentials", ...demo.integration },
  });
  return (await answer.json()).access_token;
}

/** What stands in the documents' place: things of the sandbox for this very order. */
async function own(type: SourceType, side: Side, totalMinor: number) {
  const { request, demo } = side;
  if (type === "external_payments") return [];
  if (type === "checkout_com_payments") {
    const made = await request.post(`${demo.sandboxUrl}/tokens`, {
      headers: { authorization: demo.gateways.checkout_com_gateways.publishable_key ?? "" },
      data: { type: "card", number: "4543474002249996", expiry_month: 6, expiry_year: 2035 },
    });
    return [["tok_4gzeau5o2uqubbk6fufs3m7p54", (await made.json()).token]] as const;
  }
  const made = await request.post(`${demo.sandboxUrl}/v1/payment_intents`, {
    headers: { authorization: `Bearer ${demo.gateways.stripe_gateways.secret_key}` },
    form: { amount: totalMinor, currency: "eur", capture_method: "manual" },
  });
  const { id, client_secret: secret } = await made.json();
  return [
    ["pi_1234XXX_secret_5678YYY", secret],
    ["pi_1234XXX", id],
  ] as const;
}

type Answer = { data: { id: string } & Record<"links" | "attributes" | "meta", object> };

/** Sends what the command says: its address, its headers and its body, to the letter. */
async function send(request: APIRequestContext, command: string) {
  const url = /'(https?:[^']+)'/.exec(command)?.[1] ?? "";
  const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [
    name,
    value,
  ]);
  const data = /-d '([^']+)'$/.exec(command)?.[1] ?? "";
  const answer = await request.post(url, { headers: Object.fromEntries(headers), data });
  return { status: answer.status(), body: (await answer.json()) as Answer };
}

for (const type of Object.keys(REQUESTS) as SourceType[]) {
  test(`the documented request to /api/${type} answers 201 with every member`, async ({
    api,
    environment,
    request,
  }) => {
    const { demo } = environment;
    const side = { api, demo, request };
    const order = await api.createOrder();
    const replacements = [
      ...(await own(type, side, order.totalMinor)),
      ["https://yourdomain.commercelayer.io", demo.baseUrl],
      ["your-access-token", await tokenOf(side)],
      ["ABCRtyUpBa", order.id],
    ] as const;
    const text = replacements.reduce<string>(
      (given, [from, to]) => given.replaceAll(from, to),
      REQUESTS[type],
    );
    const { status, body } = await send(request, text);
    expect(status, JSON.stringify(body)).toBe(201);
    const { data } = body;
    expect(data.id).toMatch(/^[A-Za-z]{10}$/);
    expect(data.links).toEqual({ self: `${demo.baseUrl}/api/${type}/${data.id}` });
    expect(Object.keys(data.attributes).sort()).toEqual(ATTRIBUTES[type].split(/\s+/).sort());
    expect(data.meta).toEqual({
      mode: "test",
      organization_id: expect.stringMatching(/^[A-Za-z]{10}$/),
      trace_id: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const read = await api.find(`${type}/${data.id}`);
    expect(read.attributes).toEqual(data.attributes);
    expect((await api.paymentSource(order.id)).id).toBe(data.id);
  });
}
