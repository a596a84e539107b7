import ipaddr from "ipaddr.js";

/**
 * Whether an IP address is one of the public internet: not this machine, its network, a cloud's metadata service, or a
 * form of IPv6 that carries one of these inside (mapped, translated, tunnelled). What cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  // Of IPv6 only 2000::/3 is given out for global use; the rest includes the old IPv4-compatible form ::127.0.0.1.
  return parsed instanceof ipaddr.IPv4 || parsed.match(ipaddr.parse("2000::"), 3);
}
