import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { todayIn } from '../check/today.ts';
import {
  newFiles,
  openQuestion,
  Refusal,
  withAnswer,
  type Question,
  type Wanted,
} from '../writing/new-content.ts';
import { sourcesReader } from '../check/sources.ts';
import { whyNotWritten } from '../output/system-errors.ts';

// npm run new: begins an essay, a page, an author, a series or a discussion.

const usage = `npm run new -- essay "Title" [--author id]… [--series id] [--position 0.5] [--kind retelling]
npm run new -- page "Title"
npm run new -- author "Name"
npm run new -- series "Title" --essay slug [--essay slug]…
npm run new -- discussion slug-of-its-essay
--slug names the file otherwise than after the title. In a terminal, what is missing is asked for.`;

try {
  const sources = await sourcesReader(process.cwd())();
  let wanted = wantedBy(process.argv.slice(2));
  if (process.stdin.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const ask = ({ words }: Question) =>
      terminal.question(`${words}: `).catch(() => {
        throw new Refusal(['', 'Nothing is made.']); // Ctrl+C or Ctrl+D.
      });
    for (let open; (open = openQuestion(wanted, sources, false));) {
      if (open.objection !== undefined) console.error(open.objection);
      wanted = withAnswer(wanted, open, await ask(open));
    }
    terminal.close();
  }
  const missing = openQuestion(wanted, sources, true);
  if (missing) throw new Refusal([`Missing: ${missing.words}.`, '', usage]);

  const [made, changed] = newFiles(wanted, sources, todayIn(sources));
  if (made) {
    writeFileSync(made.path, made.text, { flag: 'wx' });
    console.log(
      `${made.path} is made, with a sentence above each key. Write what is to be written.`,
    );
  }
  if (changed) {
    writeFileSync(changed.path, changed.text);
    console.log(`${changed.path} has it at its end.`);
  }
  console.log('npm run dev shows it while you write, and says what is still wrong.');
  if (wanted.what === 'essay' || wanted.what === 'page')
    console.log('It is a draft: take that key out to publish it.');
} catch (error) {
  const sentence = error instanceof Refusal ? error.message : whyNotWritten(error, process.cwd());
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

function wantedBy(args: string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        author: { type: 'string', multiple: true },
        series: { type: 'string' },
        position: { type: 'string' },
        kind: { type: 'string' },
        essay: { type: 'string', multiple: true },
        slug: { type: 'string' },
      },
    });
    const [what, title, ...more] = positionals;
    if (more.length > 0) throw new Error(`"${more[0]}" is too much. Put a title in quotes.`);
    return { ...values, what, title };
  } catch (error) {
    throw new Refusal([error instanceof Error ? error.message : String(error), '', usage]);
  }
}
