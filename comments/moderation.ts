import { archivedName, passageName, readLink } from '../src/publication/addresses/comment-form.ts';
import { administrator } from './keys.ts';

/** What can have been decided of a comment, in the words of a person; the engine has its own. */
export const states = { waiting: 'waiting', approved: 'approved', refused: 'spam' } as const;

/** What can have been decided of a comment. */
export type State = keyof typeof states;

/** A comment as its moderator sees it. */
export interface Moderated {
  number: number;
  state: State;
  name: string;
  text: string;
  /** The path of the page, from the root of the site. */
  page: string;
  /** Milliseconds since 1970. */
  time: number;
  /** The number of the comment that it answers, or the name of one of the archive. */
  replyTo?: string;
  /** The passage that it is on, by its number and words, as the form gave them. */
  passage?: string;
  /** Stands for the writer's network, as long as the engine runs. */
  pseudonym: string;
}

/** A comment as the engine lists it for its administrator. */
interface Stored {
  objectId: number;
  nick: string | null;
  orig: string;
  url: string;
  time: number;
  pid: number | null;
  link: string | null;
  status: string;
  ip: string | null;
}

interface Answer<Data> {
  errno: number;
  errmsg: string;
  data: Data;
}

/** What can be done with comments by whoever knows the password. */
export interface Moderation {
  /** All comments, of one state where it is given, by their numbers. */
  list: (state?: State) => Promise<Moderated[]>;
  /** Decides of a comment, and says whether there is one of this number. */
  decide: (number: number, state: State) => Promise<boolean>;
  /** Deletes a comment and the replies to it. */
  remove: (number: number) => Promise<void>;
}

/** Why nothing can be moderated: one sentence that says what to do. */
export class ModerationError extends Error {}

/**
 * Signs in to an engine, by the interface that it has for everybody.
 *
 * @throws ModerationError where it does not answer, or does not take the password.
 */
export async function moderation(address: URL, password: string): Promise<Moderation> {
  const { data }: Answer<{ token: string }> = await caller(address)('POST', 'api/token', {
    email: administrator,
    password,
  });
  if (!data?.token) throw new ModerationError(wrongPassword);
  const call = caller(address, data.token);
  return {
    async list(state) {
      const all = new Map<number, Moderated>();
      for (let page = 1, pages = 1; page <= pages; page++) {
        const query = new URLSearchParams({
          ...{ type: 'list', pageSize: '100', page: String(page) },
          ...(state && { status: states[state] }),
        });
        const { data }: Answer<{ totalPages: number; data: Stored[] }> = await call(
          'GET',
          `api/comment?${query.toString()}`,
        );
        pages = data.totalPages;
        for (const stored of data.data) all.set(stored.objectId, moderatedOf(stored));
      }
      return [...all.values()].toSorted((a, b) => a.number - b.number);
    },
    async decide(number, state) {
      // Only a change tells whether there is such a comment.
      const { data } = await call('PUT', `api/comment/${number}`, { status: states[state] });
      return data !== '';
    },
    async remove(number) {
      await call('DELETE', `api/comment/${number}`);
    },
  };
}

function moderatedOf({
  objectId,
  nick,
  orig,
  url,
  time,
  pid,
  link,
  status,
  ip,
}: Stored): Moderated {
  const { answered, passage } = readLink(link ?? '');
  const replyTo = pid ?? (answered === undefined ? null : archivedName(answered));
  const [state = 'waiting'] = (['approved', 'refused'] as const).filter(
    (one) => states[one] === status,
  );
  return {
    ...{ number: objectId, state, name: nick ?? '', text: orig, page: url, time },
    ...(replyTo !== null && { replyTo: String(replyTo) }),
    ...(passage && { passage: passageName(passage.number, passage.words) }),
    pseudonym: ip ?? '',
  };
}

const wrongPassword = 'The engine does not take this password: set COMMENTS_PASSWORD.';

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
      throw new ModerationError(
        `The engine does not answer at ${address.href}: start it by npm run comments.`,
      );
    });
    if (response.status === 401) throw new ModerationError(wrongPassword);
    if (response.status === 429) {
      throw new ModerationError(
        'Too many wrong passwords were given. Wait a minute, then try again.',
      );
    }
    if (!response.ok) {
      throw new ModerationError(`The engine answers ${response.status} to ${method} ${path}.`);
    }
    return response.json();
  };
}

/** Which comments are meant. What is not given says nothing. */
export interface Filter {
  state?: State | undefined;
  /** Numbers, or from one to another. */
  numbers?: readonly (readonly [first: number, last: number])[];
  /** The slug of an essay. */
  essay?: string | undefined;
  /** The name of the writer, as it was given. */
  by?: string | undefined;
  /** The number of a comment, of whose writer all is meant: of the same name or network. */
  like?: number | undefined;
  /** A word in the text, or in the name. */
  word?: string | undefined;
}

/** The comments that a filter means, of all that there are. */
export function chosen(
  all: readonly Moderated[],
  { state, numbers, essay, by, like, word }: Filter,
): Moderated[] {
  const example = all.find(({ number }) => number === like);
  const isLike = ({ name, pseudonym }: Moderated) =>
    example !== undefined &&
    (sameName(name, example.name) || (pseudonym !== '' && pseudonym === example.pseudonym));
  const has = ({ name, text }: Moderated, part: string) =>
    `${name}\n${text}`.toLowerCase().includes(part.toLowerCase());
  return all.filter(
    (comment) =>
      (state === undefined || comment.state === state) &&
      (!numbers?.length || numbers.some(([a, b]) => a <= comment.number && comment.number <= b)) &&
      (essay === undefined || comment.page === `/essays/${essay}/`) &&
      (by === undefined || sameName(comment.name, by)) &&
      (like === undefined || isLike(comment)) &&
      (word === undefined || has(comment, word)),
  );
}

const sameName = (a: string, b: string) =>
  a.trim().toLowerCase().normalize() === b.trim().toLowerCase().normalize();
