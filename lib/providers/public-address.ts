/**
 * Which addresses a merchant's URL may lead to. Only the public internet: never this machine, its
 * network, a cloud's metadata service (169.254.169.254, fd00:ec2::254), or an address that hides
 * one of those inside another notation. Source: IANA's special-purpose address registries.
 */
import { BlockList, isIP } from "node:net";

const SPECIAL_V4 = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // carrier-grade NAT
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local, metadata
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // 6to4 relay
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarking
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, broadcast
];
// Everything global lies in 2000::/3; these parts of it carry or mean something else.
const SPECIAL_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const v4 = listOf(SPECIAL_V4, "ipv4");
const v6 = listOf(SPECIAL_V6, "ipv6");
const globalV6 = listOf(["2000::/3"], "ipv6");
const loopbackV4 = listOf(["127.0.0.0/8"], "ipv4");
const loopbackV6 = listOf(["::1/128"], "ipv6");

/** False for anything that is not an IP address of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !v4.check(address, "ipv4");
  if (family === 6) return globalV6.check(address, "ipv6") && !v6.check(address, "ipv6");
  return false;
}

/** 127.0.0.0/8 and ::1, written plainly; a mapped one (::ffff:127.0.0.1) is not accepted. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return loopbackV4.check(address, "ipv4");
  return family === 6 && loopbackV6.check(address, "ipv6");
}

function listOf(subnets: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = "", prefix = ""] = subnet.split("/");
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
