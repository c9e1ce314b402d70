// The official client, as published, against the running shop. It is wired to https and to a host of its own, so its `fetch`
// is given one that changes where requests go, and nothing else.
import { CommerceLayer } from "@commercelayer/sdk/bundle";
import { inject } from "vitest";
import type { Storefront } from "../api/road";

export const running = inject("shop");

export const storefront: Storefront = {
  appUrl: running.url,
  sandbox: { url: running.sandboxUrl },
  demo: running.demo,
};

type Fields = Record<string, string | undefined>;
export type Granted = {
  access_token: string;
  token_type: string;
  expires_in: number;
  scope: string;
  refresh_token?: string;
  owner_id?: string;
  owner_type?: string;
};

/** Tokens are limited by address. */
let addresses = 0;
const nextAddress = (): string => {
  addresses += 1;
  return `10.${process.pid % 250}.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
};

export const grant = (fields: Fields): Promise<Response> =>
  fetch(`${running.url}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": nextAddress() },
    body: JSON.stringify(fields),
  });

const granted = async (fields: Fields): Promise<Granted> => {
  const answer = await grant(fields);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Granted;
};

const toRunningShop: typeof fetch = (input, init) => {
  const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
  const url = `${running.url}${pathname}${search}`;
  return fetch(input instanceof Request ? new Request(url, input) : url, init);
};

export type Client = ReturnType<typeof CommerceLayer>;

export const clientOf = (
  accessToken: string,
  more: { refreshToken?: (old: string) => Promise<string> } = {},
): Client => CommerceLayer({ accessToken, fetch: toRunningShop, ...more });

const { integration, salesChannel } = running.demo;
const client_credentials = { grant_type: "client_credentials" };

const tokens = new Map<string, Promise<string>>();
const tokenOf = (name: string, fields: Fields): Promise<string> => {
  const known =
    tokens.get(name) ??
    granted({ ...client_credentials, ...fields }).then(({ access_token }) => access_token);
  tokens.set(name, known);
  return known;
};

export const integrationToken = () => tokenOf("integration", integration);
export const salesChannelToken = () => tokenOf("salesChannel", salesChannel);

/** The client keeps one adapter for all its instances: the newest client is the one that speaks. */
export const asIntegration = async (): Promise<Client> => clientOf(await integrationToken());
export const asShopper = async (): Promise<Client> => clientOf(await salesChannelToken());
