import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { askAll } from '../../../src/commands/verify/host.ts';

/** A server that answers as it is told, and the address of its home page. */
async function aServer(isOpen: (socket: Socket) => boolean): Promise<string> {
  const server = createServer((request, response) => {
    if (isOpen(request.socket)) response.end('An answer.');
    else request.socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('a connection that is closed when it is used again costs no answer', async () => {
  const used = new WeakSet<Socket>();
  const home = await aServer((socket) => {
    const isNew = !used.has(socket);
    used.add(socket);
    return isNew;
  });
  const paths = Array.from({ length: 40 }, (_, index) => `/${index}/`);
  const answers = await askAll(home, paths);
  expect(answers.map(({ path, status }) => `${status} ${path}`)).toEqual(
    paths.map((path) => `200 ${path}`),
  );
});

test('a server that closes every connection is given up', async () => {
  const home = await aServer(() => false);
  await expect(askAll(home, ['/'])).rejects.toThrow('fetch failed');
});
