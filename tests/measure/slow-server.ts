import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { cachingOf, headersOf } from '../../src/output/hosts/policy.ts';
import { slow4G, slowLink } from '../support/slow-link.ts';
import { types } from '../support/server.ts';

/** The protocols over which a site is measured; the second is encrypted. */
export const protocols = ['HTTP/1.1', 'HTTP/2'] as const;
export type Protocol = (typeof protocols)[number];

/** Serves a built site as small as it can be sent: directly, and at the end of a slow link. */
export async function serveSmall(dir: string, protocol: Protocol) {
  const answers = answersOf(dir);
  let sent = 0;
  const answerTo = (url?: string) => {
    const answer = answers(url);
    sent += answer.body.length;
    return answer;
  };
  const server =
    protocol === 'HTTP/1.1'
      ? createServer((request, response) => {
          const { status, headers, body } = answerTo(request.url);
          response.writeHead(status, headers).end(body);
        })
      : createSecureServer(certificate(), (request, response) => {
          const { status, headers, body } = answerTo(request.url);
          response.writeHead(status, headers).end(body);
        });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const link = await slowLink(port, slow4G);
  const address = (at: number) => `http${protocol === 'HTTP/2' ? 's' : ''}://127.0.0.1:${at}`;
  return {
    direct: address(port),
    slow: address(link.port),
    /** The bytes of all answers so far, without their headers. */
    sent: () => sent,
    close: () => Promise.all([link.close(), new Promise((resolve) => server.close(resolve))]),
  };
}

function answersOf(dir: string) {
  const compressed = new Map<string, Buffer>();
  return (url = '/') => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = join(dir, path.endsWith('/') ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      return { status: 404, headers: {}, body: '' };
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const isText = /text|xml|json/.test(type);
    let body: Buffer = readFileSync(file);
    if (isText) {
      body = compressed.get(file) ?? brotliCompressSync(body);
      compressed.set(file, body);
    }
    const headers = {
      ...headersOf(path),
      'cache-control': cachingOf(path),
      'content-type': type,
      'content-length': body.length,
      ...(isText && { 'content-encoding': 'br' }),
    };
    return { status: 200, headers, body };
  };
}

/** A certificate of a day for this machine, by OpenSSL. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1'];
  try {
    execFileSync('openssl', [...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
