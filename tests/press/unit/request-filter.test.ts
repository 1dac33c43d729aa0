import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { pseudonymOf, readerOf } from '../../../comments/reader-address.ts';
import { guarded, requestFilter } from '../../../comments/request-filter.ts';
import { signIn } from '../../../comments/sign-in.ts';

/** What reached the engine, which stands in for the real one. */
interface Entered {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let port: number;
let entered: Entered[] = [];

beforeAll(async () => {
  const engine = async (...[inner, response]: Parameters<Parameters<typeof guarded>[0]>) => {
    const { method, url, headers } = inner;
    entered.push({ method, url, headers, body: await text(inner) });
    response.end('{}');
  };
  server = createServer(requestFilter(engine, signIn('the right password')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  entered = [];
});

/** Asks the request filter, and gives the status of its answer. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  return new Promise<number | undefined>((resolve, reject) => {
    const asking = request({ port, method, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('error', reject).end(body);
  });
}

/** Sends bytes as they are, and gives the status line of what comes back. */
function send(bytes: string) {
  return new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const ofForm = (body: string) => ({ ...form, 'content-length': String(Buffer.byteLength(body)) });
const ofJson = (body: string) => ({ ...json, 'content-length': String(Buffer.byteLength(body)) });

const comment = 'nick=Ann&comment=So.&url=/essays/a/';

test.each([
  ['GET', '/api/comment?path=/essays/a/&page=2&pageSize=100&sortBy=insertedAt_asc', ''],
  ['GET', '/api/comment?type=list&status=waiting&page=1', ''],
  ['POST', '/api/comment', '{"nick":"Ann","comment":"So."}'],
  ['PUT', '/api/comment/12', '{"status":"approved"}'],
  ['DELETE', '/api/comment/12', ''],
])('%s %s may go in', async (method, path, body) => {
  expect(await ask(method, path, body ? ofJson(body) : {}, body)).toBe(200);
  expect(entered).toMatchObject([{ method, body }]);
});

test.each([
  ['GET', '/'],
  ['GET', '/ui'],
  ['GET', '/api/user'],
  ['GET', '/api/comment'],
  ['POST', '/api/user'],
  ['POST', '/api/comment?method=delete'],
  ['POST', '/comment'],
  ['POST', '/api/db'],
  ['GET', '/api/comment/rss?path=/'],
  ['HEAD', '/api/comment?path=/essays/a/'],
  ['OPTIONS', '/api/comment'],
  ['DELETE', '/api/comment/1,2'],
  ['PUT', `/api/comment/${'a'.repeat(40)}!`],
])('%s %s may not', async (method, path) => {
  const body = method === 'POST' || method === 'PUT' ? '{}' : '';
  expect(await ask(method, path, body ? ofJson(body) : {}, body)).toBe(404);
  expect(entered).toEqual([]);
});

test.each(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])(
  'a %s with a body is refused before it is read, whatever its address',
  async (method) => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=a', connection: 'close' };
    for (const path of ['/api/comment/1', '/api/comment?path=/essays/a/', '/nowhere']) {
      expect(await ask(method, path, { ...multipart, 'content-length': '5' }, 'a=bcd')).toBe(413);
      const chunked = { ...multipart, 'transfer-encoding': 'chunked' };
      expect(await ask(method, path, chunked, 'a=bcd')).toBe(413);
    }
    expect(entered).toEqual([]);
  },
);

test('a body must say its length, be short, and be a form or JSON in UTF-8', async () => {
  const post = (headers: Record<string, string>, body = comment) =>
    ask('POST', '/api/comment', headers, body);
  expect(await post({ ...form, 'transfer-encoding': 'chunked' })).toBe(411);
  const long = `comment=${'x'.repeat(256 * 1024)}`;
  expect(await post(ofForm(long), long)).toBe(413);
  expect(await post({ ...ofForm(comment), 'content-encoding': 'gzip' })).toBe(413);
  for (const type of [
    'multipart/form-data; boundary=a',
    'text/plain',
    'text/xml',
    'application/json-patch+json',
    'application/json; charset=utf-7',
    'application/x-www-form-urlencoded, multipart/form-data; boundary=a',
  ]) {
    expect(await post({ ...ofForm(comment), 'content-type': type }), type).toBe(415);
  }
  expect(entered).toEqual([]);
  expect(
    await post({ ...ofForm(comment), 'content-type': `${form['content-type']}; charset=UTF-8` }),
  ).toBe(200);
});

test('an address or a head without end is refused', async () => {
  expect(await ask('GET', `/api/comment?path=/essays/${'a'.repeat(3000)}/`)).toBe(414);
  expect(await ask('GET', '/', { cookie: 'x'.repeat(20_000) })).toBe(431);
});

test.each([
  ['text that is not UTF-8', 'POST', form, '\u00FFx'],
  ['JSON that ends in its middle', 'POST', json, '{"nick":"Ann"'],
  ['a list', 'POST', json, '[]'],
  ['nothing', 'POST', json, 'null'],
  [
    'a value that is a list, an operator of SQL to the engine',
    'POST',
    json,
    '{"nick":["exp","1"]}',
  ],
  ['a value that is an object', 'POST', json, '{"comment":{"a":1}}'],
  ['a field twice', 'POST', form, `${comment}&nick=Eve`],
  ['a state that is none', 'PUT', json, '{"status":"public"}'],
])('%s is refused', async (_, method, headers, body) => {
  const bytes = Buffer.from(body, 'latin1');
  const path = method === 'PUT' ? '/api/comment/1' : '/api/comment';
  const head = { ...headers, 'content-length': String(bytes.length) };
  const status = await new Promise((resolve) => {
    request({ port, method, path, headers: head }, (response) => resolve(response.statusCode)).end(
      bytes,
    );
  });
  expect(status).toBe(400);
  expect(entered).toEqual([]);
});

test.each([
  'path=exp&path=1',
  'path[]=exp',
  'path=/essays/a/%27',
  'path=/essays/a/&pageSize=1e9',
  'path=/essays/a/&sortBy=ip_asc',
  'type=recent',
  'type=list&status=deleted',
])('a list asked for by ?%s is refused, or is what remains', async (query) => {
  const status = await ask('GET', `/api/comment?${query}`);
  expect([status, ...entered.map(({ url }) => url)]).toEqual(
    query === 'path[]=exp' ? [200, '/api/comment'] : [400],
  );
});

test('the engine sees the fields that there are, written anew, and of the head what it needs', async () => {
  const body = `${comment}&ip=203.0.113.9&status=approved&__proto__=a&user_id=1`;
  const headers = { ...ofForm(body), cookie: 'a=b', 'x-http-method-override': 'DELETE' };
  expect(await ask('POST', '/api/comment', headers, body)).toBe(200);
  expect(entered).toEqual([
    {
      method: 'POST',
      url: '/api/comment',
      body: '{"nick":"Ann","comment":"So.","url":"/essays/a/"}',
      headers: {
        host: `localhost:${port}`,
        'content-type': 'application/json',
        'content-length': '49',
        'x-forwarded-for': pseudonymOf('127.0.0.1'),
      },
    },
  ]);
});

test.each([
  'GET http://localhost/api/comment?path=/essays/a/ HTTP/1.1\r\nhost: a\r\n\r\n',
  'POST /api/comment HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /api/comment HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n',
  'POST /api/comment HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef',
  '\u0000\u0001\u0002\r\n\r\n',
])('%j is turned away', async (bytes) => {
  expect(await send(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(entered).toEqual([]);
});

test('what one reader sends at once comes to the engine one after another, and nobody else waits', async () => {
  const running = new Map<string, number>();
  let most = 0;
  let together = 0;
  const slow = createServer(
    requestFilter(async (inner, response) => {
      const reader = String(inner.headers['x-forwarded-for']);
      running.set(reader, (running.get(reader) ?? 0) + 1);
      most = Math.max(most, running.get(reader) ?? 0);
      together = Math.max(together, [...running.values()].filter((count) => count > 0).length);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running.set(reader, (running.get(reader) ?? 0) - 1);
      response.end();
    }, signIn('the right password')),
  );
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/api/comment`;
  const sent = Array.from({ length: 10 }, (_, index) =>
    fetch(address, {
      method: 'POST',
      headers: { ...form, 'x-forwarded-for': `203.0.113.${index % 2}` },
      body: comment,
    }),
  );
  for (const { status } of await Promise.all(sent)) expect(status).toBe(200);
  expect([most, together]).toEqual([1, 2]);
  slow.closeAllConnections();
  slow.close();
});

test('an engine that throws answers 500, and the next who asks is answered', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  let times = 0;
  const failing = createServer(
    guarded(async (_, response) => {
      if (times++ === 0) throw new Error('ENAMETOOLONG');
      response.end('So.');
    }),
  );
  await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(failing.address() as AddressInfo).port}/`;
  expect((await fetch(address)).status).toBe(500);
  expect((await fetch(address)).status).toBe(200);
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
  failing.closeAllConnections();
  failing.close();
});

test('the password is asked before the engine is, and who gives five wrong ones waits, and nobody else', () => {
  let now = 0;
  const check = signIn('the right password', () => now);
  const wrong = Array.from({ length: 6 }, () => check('203.0.113.1', 'wrong'));
  expect(wrong).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'too many']);
  expect(check('203.0.113.1', 'the right password')).toBe('too many');
  expect(check('203.0.113.2', 'the right password')).toBe('right');
  now = 60_000;
  expect(check('203.0.113.1', 'the right password')).toBe('right');
});

test('a wrong password does not reach the engine', async () => {
  const body = '{"email":"editor@localhost","password":"wrong"}';
  expect(await ask('POST', '/api/token', ofJson(body), body)).toBe(401);
  expect(entered).toEqual([]);
  const right = body.replace('wrong', 'the right password');
  expect(await ask('POST', '/api/token', ofJson(right), right)).toBe(200);
});

const seen = (forwarded: string | undefined, remoteAddress = '127.0.0.1') =>
  readerOf({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    // Only what is looked at is there.
    socket: { remoteAddress } as Parameters<typeof readerOf>[0]['socket'],
  });

test.each([
  ['203.0.113.1', '203.0.113.1'],
  ['198.51.100.7, 203.0.113.1', '203.0.113.1'],
  ['203.0.113.1:4711', '203.0.113.1'],
  ['::ffff:203.0.113.1', '203.0.113.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::1', '2001:db8:1:2'],
  ['[2001:db8:1:2::9]:4711', '2001:db8:1:2'],
  ['[2001:db8:1:2::9]', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['203.0.113.1, junk', '127.0.0.1'],
  ['unknown', '127.0.0.1'],
  ['203.0.113.1,', '127.0.0.1'],
  ['203.0.113.999', '127.0.0.1'],
  ['fe80::1%eth0', '127.0.0.1'],
])('a proxy of ours that says %j means %s', (forwarded, reader) => {
  expect(seen(forwarded)).toBe(reader);
});

test('whoever comes from elsewhere is known by where that is, whatever is said', () => {
  expect(seen('203.0.113.1', '198.51.100.7')).toBe('198.51.100.7');
  expect(seen('203.0.113.1', '2001:db8:1:2::7')).toBe('2001:db8:1:2');
  expect(seen(undefined, '::ffff:198.51.100.7')).toBe('198.51.100.7');
  expect(seen('203.0.113.1', '172.17.0.1')).toBe('203.0.113.1');
});

test('the pseudonym of a reader has the form of an address, and is none', () => {
  expect(pseudonymOf('127.0.0.1')).toMatch(/^fd[0-9a-f]{2}(:[0-9a-f]{4}){7}$/);
  expect(pseudonymOf('127.0.0.1')).toBe(pseudonymOf('127.0.0.1'));
  expect(pseudonymOf('127.0.0.1')).not.toBe(pseudonymOf('127.0.0.2'));
});
