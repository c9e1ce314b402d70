import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, referrerPolicy } from "./security-headers";

const sandbox = "http://127.0.0.1:3001";
const policy = (path: string, gateways: { stripe: string | null; checkoutCom: string | null }) =>
  contentSecurityPolicy({ path, nonce: "bm9uY2U=", isDevelopment: false, gateways });
const directive = (text: string, name: string) =>
  text.split("; ").find((part) => part.startsWith(`${name} `));

describe("contentSecurityPolicy", () => {
  it("lets the sandbox's card fields in, once, and no real gateway beside them", () => {
    const text = policy("/checkout/abc", { stripe: sandbox, checkoutCom: sandbox });
    expect(directive(text, "frame-src")).toBe(`frame-src ${sandbox}`);
    expect(text).not.toContain("stripe.com");
  });
  it("names the real gateways where no stand-in is set", () => {
    const text = policy("/checkout/abc", { stripe: null, checkoutCom: null });
    expect(directive(text, "frame-src")).toContain("https://js.stripe.com");
    expect(directive(text, "connect-src")).toContain("https://*.checkout.com");
  });
  it.each(["/", "/cart", "/admin/payments", "/checkout_com/success"])(
    "frames nothing on %s",
    (path) => {
      const text = policy(path, { stripe: sandbox, checkoutCom: null });
      expect(directive(text, "frame-src")).toBe("frame-src 'none'");
    },
  );
  it("allows neither inline scripts nor inline styles in production", () => {
    const text = policy("/checkout/abc", { stripe: null, checkoutCom: null });
    expect(text).not.toContain("unsafe");
    expect(directive(text, "script-src")).toBe(
      "script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'",
    );
  });
});

describe("referrerPolicy", () => {
  it.each([
    ["/checkout/abc", "same-origin"],
    ["/checkout/abc/confirmation", "same-origin"],
    ["/checkout/abc/bank", "no-referrer"],
    ["/checkout_com/success", "no-referrer"],
    ["/thankyou", "no-referrer"],
    ["/", "strict-origin-when-cross-origin"],
  ])("tells other sites nothing of %s: %s", (path, expected) => {
    expect(referrerPolicy(path)).toBe(expected);
  });
});
