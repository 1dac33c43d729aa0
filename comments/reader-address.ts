import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';

// Where a proxy stands that is ours: on this machine, or on the network of its containers.
// https://www.rfc-editor.org/rfc/rfc1918, https://www.rfc-editor.org/rfc/rfc4193
const near = new BlockList();
near.addSubnet('127.0.0.0', 8);
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

const isNear = (address: string) => near.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

/** An address as proxies write it, with a port or in brackets, as the address alone; nothing where it is none. */
function addressIn(text: string): string | undefined {
  const bare = text.trim().replace(/^\[(.*)\](:\d+)?$/, '$1');
  const host = bare.replace(/^([\d.]+):\d+$/, '$1').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(host) && !host.includes('%') ? host : undefined;
}

/** The eight groups of an IPv6 address, of which a network hands out the last four as it likes. */
function networkOf(address: string): string {
  // As the URL standard writes an address there is one spelling of each; `::` stands for groups of zeros.
  const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':').length : 0;
  const zeros = tail === undefined ? 0 : 8 - groups.length - after;
  return [...groups, ...Array<string>(zeros).fill('0'), ...(tail?.split(':') ?? [])]
    .slice(0, 4)
    .join(':');
}

/**
 * Who asks, as far as an address tells: an IPv4 address, or the /64 that one IPv6 reader has. A proxy of ours says whom it
 * has seen; that is the last address of the header, those before it are hearsay, and of anybody else all of it is.
 */
export function readerOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  const peer = addressIn(socket.remoteAddress ?? '') ?? '';
  const last = headers['x-forwarded-for']?.toString().split(',').at(-1) ?? '';
  const address = (isNear(peer) && addressIn(last)) || peer;
  return isIP(address) === 6 ? networkOf(address) : address;
}

const secret = randomBytes(32);

/**
 * Stands for the address of a reader: the engine needs to tell readers apart to limit how fast each posts, and keeps
 * what it is given. Made with a key that is gone when the engine stops, and nobody has seen; in the form of an IPv6
 * address that is nobody's (RFC 4193).
 */
export function pseudonymOf(reader: string): string {
  const hash = createHmac('sha256', secret).update(reader).digest('hex');
  return `fd${hash.slice(0, 30)}`.replace(/.{4}(?=.)/g, '$&:');
}
