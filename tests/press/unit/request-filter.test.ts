import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { requestFilter, pseudonymOf } from '../../../comments/request-filter.ts';

/** What the request filter does with a request: the status with which it turns it away, or what it hands to the engine. */
function ask(method: string, url: string, headers: Record<string, string> = {}) {
  const engine = vi.fn();
  const response = { writeHead: vi.fn(() => ({ end: () => {} })) };
  const request = { method, url, headers: { ...headers }, socket: { remoteAddress: '127.0.0.1' } };
  // Only what the request filter looks at is there.
  requestFilter(engine)(
    request as unknown as IncomingMessage,
    response as unknown as ServerResponse,
  );
  return {
    status: response.writeHead.mock.calls[0]?.at(0),
    entered: engine.mock.calls.length > 0,
    request,
  };
}

const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '20' };
const json = { 'content-type': 'application/json', 'content-length': '20' };

test.each([
  ['GET', '/api/comment?path=/essays/a/', {}],
  ['POST', '/api/comment', form],
  ['POST', '/api/token', json],
  ['PUT', '/api/comment/12', json],
  ['DELETE', '/api/comment/12', {}],
])('%s %s may go in', (method, url, headers) => {
  expect(ask(method, url, headers)).toMatchObject({ entered: true, status: undefined });
});

test.each([
  ['GET', '/'],
  ['GET', '/ui'],
  ['GET', '/api/user'],
  ['POST', '/api/user'],
  ['POST', '/api/comment?method=delete'],
  ['POST', '/comment'],
  ['POST', '/api/db'],
  ['GET', '/api/comment/rss?path=/'],
  ['DELETE', '/api/comment/1,2'],
  ['PUT', `/api/comment/${'a'.repeat(40)}!`],
])('%s %s may not', (method, url) => {
  expect(ask(method, url, json)).toMatchObject({ entered: false, status: 404 });
});

test('a body must say its length, be short, and be a form or JSON', () => {
  const post = (headers: Record<string, string>) => ask('POST', '/api/comment', headers).status;
  expect(post({ 'content-type': 'application/json' })).toBe(411);
  expect(post({ ...form, 'content-length': '65537' })).toBe(413);
  expect(post({ ...form, 'content-encoding': 'gzip' })).toBe(413);
  expect(post({ ...form, 'content-type': 'multipart/form-data; boundary=a' })).toBe(415);
});

test('the engine is told a pseudonym of the address that the proxy has seen, and no address', () => {
  const told = (headers: Record<string, string>) =>
    ask('POST', '/api/comment', { ...form, ...headers }).request.headers['x-forwarded-for'];
  expect(told({ 'x-forwarded-for': '203.0.113.1, 198.51.100.7' })).toBe(
    pseudonymOf('198.51.100.7'),
  );
  expect(told({})).toBe(pseudonymOf('127.0.0.1'));
  expect(told({})).toMatch(/^fd[0-9a-f]{2}(:[0-9a-f]{4}){7}$/);
});
