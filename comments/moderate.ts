import { stripVTControlCharacters } from 'node:util';
import { administrator, readKeys } from './keys.ts';

/** A comment that waits, as the engine lists it for its administrator. */
interface Waiting {
  objectId: number;
  nick: string;
  orig: string;
  url: string;
  time: number;
  pid: number | null;
}

interface Answer<Data> {
  errno: number;
  errmsg: string;
  data: Data;
}

/** Text that anybody may have written, without what would steer a terminal. */
const harmless = (text: string) => stripVTControlCharacters(text).replace(/[^\P{C}\n\u200D]/gu, '');

const inWords = ({ objectId, nick, orig, url, time, pid }: Waiting) =>
  harmless(
    `${objectId}  ${nick}, ${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC, on ${url}` +
      `${pid ? `, in reply to ${pid}` : ''}\n${orig.replace(/^/gm, '    ')}\n`,
  );

const usage = `Usage: npm run comments -- list
       npm run comments -- approve <number> …   public with the next build
       npm run comments -- refuse <number> …    kept by the engine, never public
       npm run comments -- delete <number> …    gone, with the replies to it`;

/**
 * Moderates by the engine's own interface, from the machine that it runs on, or with COMMENTS_URL and
 * COMMENTS_PASSWORD from another.
 *
 * @returns What the process exits with.
 */
export async function moderate(
  address: URL,
  command: string,
  numbers: readonly string[],
): Promise<number> {
  const isKnown =
    command === 'list' ? numbers.length === 0 : ['approve', 'refuse', 'delete'].includes(command);
  const areNumbers = numbers.every((number) => /^\d{1,9}$/.test(number));
  if (!isKnown || !areNumbers || (command !== 'list' && numbers.length === 0)) {
    console.error(usage);
    return 2;
  }
  try {
    const call = await signIn(address);
    if (command === 'list') return await list(call);
    let status = 0;
    for (const number of numbers) {
      // Only a change tells whether there is such a comment.
      const state = command === 'approve' ? 'approved' : 'spam';
      const { data } = await call('PUT', `api/comment/${number}`, { status: state });
      if (data === '') {
        console.error(`There is no comment ${number}.`);
        status = 1;
        continue;
      }
      if (command === 'delete') await call('DELETE', `api/comment/${number}`);
      console.log(`${number}: ${said[command]}`);
    }
    return status;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

const said: Record<string, string> = {
  approve: 'approved. It is public with the next build of the site.',
  refuse: 'refused. Where it was public, it is gone with the next build of the site.',
  delete:
    'deleted, and the replies to it. Where they were public, they are gone with the next build.',
};

type Call = ReturnType<typeof caller>;

async function signIn(address: URL): Promise<Call> {
  const password = process.env['COMMENTS_PASSWORD'] || readKeys()?.password;
  if (password === undefined) {
    throw new Error(
      'The engine has not been started here: set COMMENTS_URL and COMMENTS_PASSWORD to reach it elsewhere.',
    );
  }
  const { data }: Answer<{ token: string }> = await caller(address)('POST', 'api/token', {
    email: administrator,
    password,
  });
  if (!data?.token)
    throw new Error('The engine does not take this password: set COMMENTS_PASSWORD.');
  return caller(address, data.token);
}

/** Asks the engine for what it tells everybody, or with a token for what it tells an administrator. */
function caller(address: URL, token?: string) {
  return async (method: string, path: string, body?: object) => {
    const response = await fetch(new URL(path, address), {
      method,
      headers: {
        referer: address.href, // Whose host the engine takes for one of its own.
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new Error(
        `The engine does not answer at ${address.href}: start it by npm run comments.`,
      );
    });
    if (!response.ok)
      throw new Error(`The engine answers ${response.status} to ${method} ${path}.`);
    return response.json();
  };
}

async function list(call: Call): Promise<number> {
  const waiting: Waiting[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const query = `type=list&status=waiting&pageSize=100&page=${page}`;
    const { data }: Answer<{ totalPages: number; data: Waiting[] }> = await call(
      'GET',
      `api/comment?${query}`,
    );
    pages = data.totalPages;
    waiting.push(...data.data);
  }
  waiting.sort((a, b) => a.objectId - b.objectId);
  for (const comment of waiting) console.log(inWords(comment));
  console.log(waiting.length === 1 ? '1 comment waits.' : `${waiting.length} comments wait.`);
  return 0;
}
