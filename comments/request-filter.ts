import { IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { fields } from '../src/publication/addresses/comment-form.ts';
import { log } from './log.ts';
import { pseudonymOf, readerOf } from './reader-address.ts';
import type { Verdict } from './sign-in.ts';

/** A handler that may answer later. The engine is one. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** What may be in a query or in a body: what is not named is left out, and what is named must look so. */
type Shape = Readonly<Record<string, RegExp>>;

/** A kind of request that may go in. */
interface Route {
  method: string;
  path: RegExp;
  query?: Shape;
  body?: Shape;
}

const number = /^\d{1,9}$/;
const anything = /^/;

// What may come in: readers post, the build reads, the moderator signs in, changes and deletes. The engine's other
// addresses (registration, its own pages with scripts from elsewhere, counters, likes by query) are for nobody here.
const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/comment$/,
    query: {
      path: /^\/essays\/[a-z0-9-]{1,200}\/$/,
      page: number,
      pageSize: number,
      sortBy: /^insertedAt_(asc|desc)$/,
      type: /^list$/,
      status: /^(waiting|approved|spam)$/,
    },
  },
  {
    method: 'POST',
    path: /^\/api\/comment$/,
    body: Object.fromEntries(Object.values(fields).map((name) => [name, anything])),
  },
  { method: 'POST', path: /^\/api\/token$/, body: { email: anything, password: anything } },
  {
    method: 'PUT',
    path: /^\/api\/comment\/\d{1,9}$/,
    body: { status: /^(waiting|approved|spam)$/ },
  },
  { method: 'DELETE', path: /^\/api\/comment\/\d{1,9}$/ },
];

/** Bytes of a request's body: four comments of the greatest length, each character written in 12. */
export const longestBody = 256 * 1024;

/** Characters of an address. */
const longestUrl = 2048;

const readable = /^application\/(json|x-www-form-urlencoded)\s*(;\s*charset="?utf-8"?\s*)?$/i;

// The engine reads no more of a head than this.
const passedOn = ['host', 'origin', 'referer', 'accept', 'authorization'] as const;

/** What a person reads who is turned away, by the status. */
const sentences: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be read.',
  401: 'This is not the password.',
  404: 'There is nothing here.',
  411: 'What is sent must say how long it is.',
  413: 'Not sent: it is too long. Go back: your text is still there.',
  414: 'The address is too long.',
  415: 'Only forms and JSON are read here.',
  429: 'Too many wrong passwords. Wait a minute.',
  500: 'Something went wrong here. Try again later.',
};

/** Turns a request away. Whatever more of it comes is not read. */
export function turnAway(response: ServerResponse, status: number): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .writeHead(status, {
      connection: 'close',
      'content-type': 'text/plain; charset=utf-8',
      ...(status === 429 && { 'retry-after': '60' }),
    })
    .end(`${sentences[status] ?? status}\n`);
}

/**
 * The status with which a request is turned away by its head alone, whatever its address, or nothing. A body comes with
 * POST and PUT only, says its length, is short, plain, and a form or JSON.
 */
export function refusalOf({ method, url = '', headers }: IncomingMessage): number | undefined {
  if (url.length > longestUrl) return 414;
  const length = headers['content-length'];
  const isChunked = headers['transfer-encoding'] !== undefined;
  if (method !== 'POST' && method !== 'PUT') {
    return isChunked || Number(length ?? 0) !== 0 ? 413 : undefined;
  }
  if (isChunked || length === undefined) return 411;
  if (!(Number(length) <= longestBody) || headers['content-encoding']) return 413;
  return readable.test(headers['content-type'] ?? '') ? undefined : 415;
}

/** The whole body of a request, which {@link refusalOf} has let pass; nothing where it is not UTF-8. */
export async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return undefined; // What it is told of is what it gives.
  }
}

/** What is named in a shape, of pairs each of which comes once; nothing where one of these is not as it must be. */
function inShape(pairs: Iterable<readonly [string, unknown]>, shape: Shape) {
  const found = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (!Object.hasOwn(shape, name)) continue;
    if (found.has(name) || typeof value !== 'string' || !shape[name]?.test(value)) return undefined;
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** The fields of a body, a form or JSON. */
function fieldsOf(text: string | undefined, type: string, shape: Shape) {
  if (text === undefined) return undefined;
  if (!/^application\/json/i.test(type)) return inShape(new URLSearchParams(text), shape);
  try {
    const json: unknown = JSON.parse(text);
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return isObject ? inShape(Object.entries(json), shape) : undefined;
  } catch {
    return undefined; // It is no JSON.
  }
}

/** A request as the engine sees it: nothing in it is as a stranger wrote it, but for the values of fields. */
function rewritten(
  request: IncomingMessage,
  reader: string,
  url: string,
  body: object | undefined,
): IncomingMessage {
  const inner = new IncomingMessage(request.socket);
  const bytes = body && Buffer.from(JSON.stringify(body));
  inner.method = request.method;
  inner.url = url;
  inner.headers = {
    ...Object.fromEntries(
      passedOn.flatMap((name) => (request.headers[name] ? [[name, request.headers[name]]] : [])),
    ),
    ...(bytes && { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
    'x-forwarded-for': pseudonymOf(reader),
  };
  inner.complete = true;
  if (bytes) inner.push(bytes);
  inner.push(null);
  return inner;
}

/**
 * Lets in to the engine what readers, the build and the moderator need, and nothing else. Every request is read here,
 * whole, and written anew; no request, and no error of the engine, ends the process.
 *
 * @param checkPassword Is asked before the engine is.
 */
export function requestFilter(
  engine: Handler,
  checkPassword: (reader: string, given: string) => Verdict,
): RequestListener {
  const inTurn = turns();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const refusal = refusalOf(request);
    const [path = '', search] = (request.url ?? '').split('?', 2);
    const route = routes.find((one) => one.method === request.method && one.path.test(path));
    // A body that should not be there is refused whatever the address; one that may be, where it is read.
    if (refusal !== undefined && (route || refusal === 413 || refusal === 414)) {
      return turnAway(response, refusal);
    }
    // None has a query but the lists, and these always.
    if (!route || (search === undefined) === (route.query !== undefined)) {
      return turnAway(response, 404);
    }
    const query = inShape(new URLSearchParams(search), route.query ?? {});
    const type = request.headers['content-type'] ?? '';
    const body = route.body && fieldsOf(await bodyOf(request), type, route.body);
    if (!query || (route.body && !body)) return turnAway(response, 400);

    const reader = readerOf(request);
    if (path === '/api/token') {
      const verdict = checkPassword(reader, body?.['password'] ?? '');
      if (verdict !== 'right') return turnAway(response, verdict === 'wrong' ? 401 : 429);
    }
    const inner = new URLSearchParams(query).toString();
    const rewrittenRequest = rewritten(request, reader, inner ? `${path}?${inner}` : path, body);
    await inTurn(reader, async () => engine(rewrittenRequest, response));
  };
  return guarded(handle);
}

/**
 * Lets what one reader asks for happen one after another: the engine looks whether there was a comment a moment ago, and
 * stores the next a moment later, between which many would pass.
 */
function turns() {
  const last = new Map<string, Promise<unknown>>();
  return async (reader: string, work: () => Promise<unknown>) => {
    const before = last.get(reader);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    last.set(reader, promise);
    try {
      await before;
      await work();
    } finally {
      resolve(undefined);
      if (last.get(reader) === promise) last.delete(reader);
    }
  };
}

/** A listener that answers 500 where a handler throws. */
export function guarded(handler: Handler): RequestListener {
  return async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      // Who goes away in the middle of a body is no news.
      if (!request.readableAborted) log(error);
      turnAway(response, 500);
    }
  };
}
