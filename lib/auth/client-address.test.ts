import { describe, expect, it } from "vitest";
import { clientAddressOf, PEER_HEADER, parseTrustedProxies } from "./client-address";

const from = (peer: string | null, forwarded: string | null, trusted = "") => {
  const headers = new Headers();
  if (peer !== null) headers.set(PEER_HEADER, peer);
  if (forwarded !== null) headers.set("x-forwarded-for", forwarded);
  return clientAddressOf(headers, parseTrustedProxies(trusted));
};

describe("who is asking", () => {
  it("takes the other end of the connection and believes no header without a trusted proxy", () => {
    expect(from("203.0.113.9", null)).toBe("203.0.113.9");
    expect(from("203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
    expect(from("::ffff:203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
  });

  it("reads X-Forwarded-For from the right, past trusted proxies only", () => {
    const trusted = "10.0.0.0/8, 192.0.2.7";
    expect(from("10.1.2.3", "198.51.100.1", trusted)).toBe("198.51.100.1");
    expect(from("10.1.2.3", "1.1.1.1, 198.51.100.1, 192.0.2.7", trusted)).toBe("198.51.100.1");
    expect(from("203.0.113.9", "198.51.100.1", trusted)).toBe("203.0.113.9");
  });

  it("stops at a hop that is no address", () => {
    expect(from("10.1.2.3", "198.51.100.1, unknown", "10.0.0.0/8")).toBe("10.1.2.3");
    expect(from("10.1.2.3", null, "10.0.0.0/8")).toBe("10.1.2.3");
  });

  it("takes ports, brackets and zones off", () => {
    expect(from("10.1.2.3", "198.51.100.1:4711", "10.0.0.0/8")).toBe("198.51.100.1");
    expect(from("10.1.2.3", "[2001:db8::1]:443", "10.0.0.0/8")).toBe("2001:db8:0:0::/64");
  });

  it("counts an IPv6 subscriber as one", () => {
    expect(from("2001:db8:1:2:3:4:5:6", null)).toBe("2001:db8:1:2::/64");
    expect(from("2001:0db8:0001:0002::9", null)).toBe("2001:db8:1:2::/64");
    expect(from("::1", null)).toBe("0:0:0:0::/64");
  });

  it("knows nobody where the connection was not marked", () => {
    expect(from(null, "198.51.100.1")).toBeNull();
    expect(from("nonsense", null)).toBeNull();
  });

  it.each(["10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "proxy.example", "::1/129"])(
    "refuses %s as a trusted proxy",
    (text) => {
      expect(() => parseTrustedProxies(text)).toThrow(/TRUSTED_PROXIES/);
    },
  );
});
