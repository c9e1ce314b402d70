import { describe, expect, it } from "vitest";
import { hashRecoveryCode, newRecoveryCodes, newTotpKey, stepOfCode, totpAddress } from "./totp";

// RFC 6238, appendix B: the key "12345678901234567890", SHA-1; its eight digits end in these six.
const RFC_KEY = { base32: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" };
const at = (seconds: number) => new Date(seconds * 1000);

describe("one-time codes", () => {
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
  ])("are those of the RFC at %i s", (seconds, code) => {
    expect(stepOfCode(RFC_KEY, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it("are heard one step early or late, and say of which step they are", () => {
    expect(stepOfCode(RFC_KEY, "287082", at(89))).toBe(1);
    expect(stepOfCode(RFC_KEY, "287082", at(29))).toBe(1);
    expect(stepOfCode(RFC_KEY, "287082", at(90))).toBeNull();
  });

  it("may be typed with a space, and nothing else", () => {
    expect(stepOfCode(RFC_KEY, " 287 082 ", at(59))).toBe(1);
    for (const wrong of ["287083", "28708", "2870820", "abcdef", ""]) {
      expect(stepOfCode(RFC_KEY, wrong, at(59))).toBeNull();
    }
  });

  it("come with an address that names the shop and the person", () => {
    const key = newTotpKey();
    const address = new URL(totpAddress(key, { email: "ines@halden.example", shop: "Halden" }));
    expect(address.protocol).toBe("otpauth:");
    expect(address.searchParams.get("secret")).toBe(key.base32);
    expect(address.searchParams.get("issuer")).toBe("Kassa Halden");
    expect(decodeURIComponent(address.pathname)).toContain("ines@halden.example");
  });
});

describe("recovery codes", () => {
  it("are ten, all different, in groups that a person can copy", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
  });

  it("are known by their letters alone", () => {
    const [code = ""] = newRecoveryCodes();
    expect(hashRecoveryCode(code.toUpperCase().replaceAll("-", " "))).toBe(hashRecoveryCode(code));
    expect(hashRecoveryCode(code.slice(1))).not.toBe(hashRecoveryCode(code));
  });
});
