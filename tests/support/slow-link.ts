import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

// https://datatracker.ietf.org/doc/html/rfc6928: ten segments before the first is acknowledged.
const segment = 1460;
const firstWindow = 10 * segment;

/** A network between a browser and a server. */
interface Link {
  /** Of a round trip, in milliseconds. */
  roundTrip: number;
  /** Towards the browser, which all connections share. */
  bitsPerSecond: number;
}

/** A phone on slow 4G, as Lighthouse has it. */
export const slow4G: Link = { roundTrip: 150, bitsPerSecond: 1_600_000 };

/**
 * A port of this machine behind which a server stands as if it were at the end of a slow link: connections begin with a
 * round trip, answers take half of one and what their bytes take, and a connection sends ten segments at first and as
 * many more as have arrived. A browser that is told to be slow knows nothing of connections, and forgets it where a page
 * gets a process of its own.
 */
export async function slowLink(port: number, { roundTrip, bitsPerSecond }: Link) {
  let isFree = 0;
  const server = createServer((browser) => {
    const upstream = connect(port, '127.0.0.1');
    const opened = performance.now() + roundTrip;
    const ask = inOrder(upstream);
    browser.on('data', (data) => ask(data, Math.max(performance.now(), opened) + roundTrip / 2));
    receive(upstream, browser);
    const end = () => {
      upstream.destroy();
      browser.destroy();
    };
    for (const socket of [browser, upstream]) socket.on('error', end).on('close', end);
  });

  function receive(upstream: Socket, browser: Socket) {
    const answer = inOrder(browser);
    let [window, inFlight] = [firstWindow, 0];
    let left = Buffer.alloc(0);
    const send = () => {
      while (left.length > 0 && inFlight < window) {
        const part = left.subarray(0, segment);
        left = left.subarray(part.length);
        inFlight += part.length;
        isFree = Math.max(isFree, performance.now()) + (part.length * 8000) / bitsPerSecond;
        answer(part, isFree + roundTrip / 2);
        const acknowledge = () => {
          inFlight -= part.length;
          window += part.length;
          send();
        };
        setTimeout(acknowledge, isFree + roundTrip - performance.now());
      }
    };
    upstream.on('data', (data) => {
      left = Buffer.concat([left, data]);
      send();
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Writes to a socket at given times of `performance.now()`, one after the other. */
function inOrder(socket: Socket) {
  let last: Promise<unknown> = Promise.resolve();
  return (data: Buffer, due: number) => {
    last = last.then(async () => {
      await wait(Math.max(0, due - performance.now()));
      if (!socket.destroyed) socket.write(data);
    });
  };
}
