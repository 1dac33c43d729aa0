import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';

// What may come in: readers post, the build reads, the moderator signs in, changes and deletes. The engine's other
// addresses (registration, its own pages with scripts from elsewhere, counters, likes by query) are for nobody here.
const open = [
  /^GET \/api\/comment\?/,
  /^POST \/api\/(comment|token)$/,
  /^PUT \/api\/comment\/\d+$/,
  /^DELETE \/api\/comment\/\d+$/,
];

/** Bytes of a request's body: a comment of the greatest length, each character written in 12, and its other fields. */
const longestBody = 64 * 1024;

const readable = /^application\/(json|x-www-form-urlencoded)\b/;

const secret = randomBytes(32);

/**
 * Stands for the address of a reader: the engine needs to tell readers apart to limit how fast each posts, and keeps
 * what it is given. Made with a key that is gone when the engine stops, and nobody has seen; in the form of an IPv6
 * address that is nobody's (RFC 4193).
 */
export function pseudonymOf(address: string): string {
  const hash = createHmac('sha256', secret).update(address).digest('hex');
  return `fd${hash.slice(0, 30)}`.replace(/.{4}(?=.)/g, '$&:');
}

/** The status with which a request is turned away, or nothing where it may go in. */
function refusalOf({ method, url, headers }: IncomingMessage): number | undefined {
  if (!open.some((pattern) => pattern.test(`${method} ${url}`))) return 404;
  if (method === 'GET' || method === 'DELETE') return undefined;
  if (headers['content-length'] === undefined) return 411;
  if (Number(headers['content-length']) > longestBody || headers['content-encoding']) return 413;
  return readable.test(headers['content-type'] ?? '') ? undefined : 415;
}

/** Lets in to the engine what readers, the build and the moderator need, and nothing else. */
export function requestFilter(engine: RequestListener): RequestListener {
  return (request, response) => {
    const status = refusalOf(request);
    if (status !== undefined) {
      response.writeHead(status, { connection: 'close' }).end();
      return;
    }
    // The last address is the one that the proxy in front has seen; those before it are hearsay.
    const forwarded = request.headers['x-forwarded-for']?.toString().split(',').at(-1)?.trim();
    const address = forwarded ?? request.socket.remoteAddress ?? '';
    request.headers['x-forwarded-for'] = pseudonymOf(address);
    engine(request, response);
  };
}
