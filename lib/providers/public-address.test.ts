import { describe, expect, it } from "vitest";
import { refuseUrl } from "./http";
import { isLoopbackAddress, isPublicAddress } from "./public-address";

describe("isPublicAddress", () => {
  it.each(["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "172.32.0.1", "11.0.0.1"])(
    "allows %s",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "ff02::1",
    "example.com",
    "",
  ])("refuses %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe("isLoopbackAddress", () => {
  it("knows both families and no disguise", () => {
    expect(["127.0.0.1", "127.9.9.9", "::1"].every(isLoopbackAddress)).toBe(true);
    expect(["::ffff:127.0.0.1", "0.0.0.0", "localhost"].some(isLoopbackAddress)).toBe(false);
  });
});

describe("refuseUrl", () => {
  const verdict = (url: string, rule: "public" | "public_or_loopback"): boolean =>
    refuseUrl(new URL(url), rule) === null;

  it.each([
    ["https://gateway.example/pay", true],
    ["http://gateway.example/pay", false],
    ["https://user:pass@gateway.example/", false],
    ["ftp://gateway.example/", false],
    ["https://127.0.0.1/", false],
    ["https://[::1]/", false],
    ["https://2130706433/", false],
    ["https://0x7f.1/", false],
    ["https://169.254.169.254/latest/meta-data", false],
  ])("judges %s as %s in live mode", (url, expected) => {
    expect(verdict(url, "public")).toBe(expected);
  });

  it("allows this machine, and only this machine, by http in test mode", () => {
    expect(verdict("http://127.0.0.1:3001/external", "public_or_loopback")).toBe(true);
    expect(verdict("http://[::1]:3001/", "public_or_loopback")).toBe(true);
    expect(verdict("http://10.0.0.1/", "public_or_loopback")).toBe(false);
    expect(verdict("http://8.8.8.8/", "public_or_loopback")).toBe(false);
  });
});
