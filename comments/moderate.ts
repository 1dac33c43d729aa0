import { parseArgs, stripVTControlCharacters } from 'node:util';
import { dataFolder, newKeys, readKeys, StartError } from './keys.ts';
import {
  chosen,
  moderation,
  ModerationError,
  states,
  type Filter,
  type Moderated,
  type Moderation,
  type State,
} from './moderation.ts';

/** Text that anybody may have written, without what would steer a terminal. */
const harmless = (text: string) => stripVTControlCharacters(text).replace(/[^\P{C}\n\u200D]/gu, '');

const inWords = ({ number, state, name, text, page, time, replyTo, passage }: Moderated) =>
  harmless(
    `${number}  ${name}, ${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC, on ${page}` +
      `${replyTo === undefined ? '' : `, in reply to ${replyTo}`}` +
      `${passage === undefined ? '' : `, paragraph ${passage}`}` +
      `${state === 'waiting' ? '' : ` (${state})`}\n${text.replace(/^/gm, '    ')}\n`,
  );

const usage = `Usage: npm run comments -- list [filters]        what waits; with --state all, everything
       npm run comments -- approve <which>       public with the next build
       npm run comments -- refuse <which>        kept by the engine, never public
       npm run comments -- delete <which>        gone, with the replies to it
       npm run comments -- export [filters]      everything as JSON, to keep or to take elsewhere
       npm run comments -- password              new keys and a new password, where these are lost
       npm run comments -- install               installs the engine's packages, and starts nothing

Which: numbers and ranges (3 5-9), or filters, or both: what is meant by all of them.
Filters: --state waiting|approved|refused|all   --essay <slug>   --by <name>   --word <word>
         --like <number>   all by the writer of that comment: of the same name or, since the engine was started, network`;

const options = {
  state: { type: 'string' },
  essay: { type: 'string' },
  by: { type: 'string' },
  word: { type: 'string' },
  like: { type: 'string' },
} as const;

/** What is asked for on the command line; nothing where it cannot be understood. */
function asked(words: readonly string[]): (Filter & { isEverything: boolean }) | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
    });
    const { state, like, ...rest } = values;
    const ranges = positionals.map((one) => /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(one));
    const isState = (one: string): one is State => Object.hasOwn(states, one);
    if (ranges.includes(null)) return undefined;
    if (state !== undefined && state !== 'all' && !isState(state)) return undefined;
    if (like !== undefined && !/^\d{1,9}$/.test(like)) return undefined;
    return {
      ...rest,
      numbers: ranges.map((range) => [Number(range?.[1]), Number(range?.[2] ?? range?.[1])]),
      ...(state !== undefined && state !== 'all' && { state }),
      ...(like !== undefined && { like: Number(like) }),
      isEverything: state === 'all',
    };
  } catch {
    return undefined; // The usage says what there is.
  }
}

const said = {
  approve: 'approved. It is public with the next build of the site.',
  refuse: 'refused. Where it was public, it is gone with the next build of the site.',
  delete:
    'deleted, and the replies to it. Where they were public, they are gone with the next build.',
} as const;

/**
 * Moderates by the engine's own interface, from the machine that it runs on, or with COMMENTS_URL and
 * COMMENTS_PASSWORD from another.
 *
 * @returns What the process exits with.
 */
export async function moderate(
  address: URL,
  command: string,
  words: readonly string[],
): Promise<number> {
  const filter = asked(words);
  const isAbout = command === 'list' || command === 'export';
  const isChange = (one: string): one is keyof typeof said => Object.hasOwn(said, one);
  try {
    if (command === 'password' && words.length === 0) return makePassword();
    if (!filter || !(isAbout || (isChange(command) && words.length > 0))) {
      console.error(usage);
      return 2;
    }
    const password = process.env['COMMENTS_PASSWORD'] || readKeys()?.password;
    if (password === undefined) {
      throw new ModerationError(
        'The engine has not been started here: set COMMENTS_URL and COMMENTS_PASSWORD to reach it elsewhere.',
      );
    }
    const engine = await moderation(address, password);
    if (isChange(command)) return await change(engine, command, filter);
    const isOfAnyState =
      filter.isEverything || command === 'export' || (filter.numbers?.length ?? 0) > 0;
    const found = chosen(await engine.list(), {
      ...filter,
      state: filter.state ?? (isOfAnyState ? undefined : 'waiting'),
    });
    if (command === 'export') console.log(exported(found));
    else list(found, filter.state ?? (isOfAnyState ? undefined : 'waiting'));
    return 0;
  } catch (error) {
    if (!(error instanceof ModerationError || error instanceof StartError)) throw error;
    console.error(error.message);
    return 1;
  }
}

async function change(
  engine: Moderation,
  command: keyof typeof said,
  filter: Filter,
): Promise<number> {
  const found = chosen(await engine.list(), filter);
  const isThere = (number: number) => found.some((comment) => comment.number === number);
  const missing = (filter.numbers ?? []).filter(([a, b]) => a === b && !isThere(a));
  for (const [number] of missing) console.error(`There is no comment ${number}.`);
  if (found.length === 0 && missing.length === 0) console.error('There are no such comments.');
  for (const { number } of found) {
    if (command === 'delete') await engine.remove(number);
    else await engine.decide(number, command === 'approve' ? 'approved' : 'refused');
    console.log(`${number}: ${said[command]}`);
  }
  return missing.length > 0 || found.length === 0 ? 1 : 0;
}

function list(found: readonly Moderated[], state: State | undefined) {
  for (const comment of found) console.log(inWords(comment));
  if (state !== 'waiting')
    console.log(found.length === 1 ? '1 comment.' : `${found.length} comments.`);
  else console.log(found.length === 1 ? '1 comment waits.' : `${found.length} comments wait.`);
}

/** Comments as JSON, without what stands for the network of a writer. */
const exported = (found: readonly Moderated[]) =>
  JSON.stringify(
    found.map(({ pseudonym: _, time, ...comment }) => ({
      ...comment,
      time: new Date(time).toISOString(),
    })),
    undefined,
    2,
  );

function makePassword(): number {
  const { password } = newKeys();
  console.log(
    `New keys are in ${dataFolder}. The password is ${password}\nStart the engine again: it takes them then, and who was signed in is so no longer.`,
  );
  return 0;
}
