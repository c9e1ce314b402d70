import { describe, expect, it } from "vitest";
import { matchRoute, route } from "./http";
import { notFound } from "./not-found";

const nothing = () => ({ status: 200, body: null });
const routes = [
  route("GET", "/v1/things", nothing),
  route("GET", "/v1/things/search", nothing),
  route("GET", "/v1/things/:id", nothing),
  route("POST", "/v1/things/:id/confirm", nothing),
];

describe("the router", () => {
  it("finds literal routes before those with a parameter", () => {
    const literal = matchRoute(routes, "GET", "/v1/things/search");
    expect(literal).toMatchObject({ kind: "found", route: { pattern: "/v1/things/search" } });
    const one = matchRoute(routes, "GET", "/v1/things/pi_1/");
    expect(one).toMatchObject({ kind: "found", params: { id: "pi_1" } });
  });

  it("decodes parameters and refuses what cannot be decoded", () => {
    const found = matchRoute(routes, "POST", "/v1/things/a%20b/confirm");
    expect(found).toMatchObject({ params: { id: "a b" } });
    expect(matchRoute(routes, "GET", "/v1/things/%E0%A4%A").kind).toBe("none");
  });

  it("tells an unknown path from a wrong method", () => {
    expect(matchRoute(routes, "GET", "/v2/things").kind).toBe("none");
    const wrong = matchRoute(routes, "DELETE", "/v1/things");
    expect(wrong).toEqual({ kind: "wrong_method", allowed: ["GET"] });
  });

  it("answers unknown paths in Stripe's words, and preflights but under /_control", () => {
    const unknown = notFound("GET", "/v1/nothing", { kind: "none" });
    expect(unknown).toMatchObject({
      status: 404,
      body: { error: { type: "invalid_request_error" } },
    });
    const wrong = { kind: "wrong_method", allowed: ["POST"] } as const;
    const mutable = { ...wrong, allowed: [...wrong.allowed] };
    expect(notFound("OPTIONS", "/tokens", mutable).status).toBe(204);
    expect(notFound("OPTIONS", "/_control/faults", mutable).status).toBe(405);
  });
});
