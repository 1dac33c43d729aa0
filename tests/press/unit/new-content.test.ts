import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { contentErrors } from '../../../src/check/check.ts';
import type { Sources } from '../../../src/check/files.ts';
import { parseContentFile } from '../../../src/publication/text/content-files.ts';
import {
  newFiles,
  openQuestion,
  withAnswer,
  type Wanted,
} from '../../../src/writing/new-content.ts';
import { schemas } from '../../../src/publication/schemas.ts';
import { everything } from '../../support/build.ts';
import { sources } from '../../support/factories.ts';

const today = '2026-01-01';

/** The problems of the content once the files are written. */
function problemsWith(wanted: Wanted, some: Sources = sources()): string[] {
  const files = newFiles(wanted, some, today);
  const paths = files.map(({ path }) => path);
  const kept = some.files.filter(({ path }) => !paths.includes(path));
  return contentErrors({ ...some, files: [...kept, ...files] }, today).map(
    ({ file, problem }) => `${file}: ${problem}`,
  );
}

const refusal = (wanted: Wanted, some: Sources = sources()) => {
  try {
    newFiles(wanted, some, today);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

test('a new essay is a draft without an error, with a sentence above every key that there is', () => {
  const wanted = { what: 'essay', title: 'A third', author: ['ann-doe'] };
  const [file] = newFiles(wanted, sources(), today);
  expect(file?.path).toBe('content/essays/a-third.mdx');
  expect(parseContentFile(file ?? { path: '', text: '' }).data).toEqual({
    title: 'A third',
    standfirst: 'To be written.',
    authors: ['ann-doe'],
    published: today,
    draft: true,
    kind: 'original',
  });
  for (const [key, { description }] of Object.entries(schemas.essays.shape)) {
    expect(file?.text).toMatch(new RegExp(`^(# )?${key}:`, 'm'));
    expect(file?.text).toContain(`# ${description}\n`);
  }
  expect(problemsWith(wanted)).toEqual([]);
});

test('a new essay of every kind is in order', () => {
  for (const kind of ['retelling', 'reprint', 'original']) {
    expect(problemsWith({ what: 'essay', title: 'A third', author: [], kind }), kind).toEqual([]);
  }
});

test('what else is new has no error but texts that are to be written', () => {
  expect(problemsWith({ what: 'author', title: "Zoë O'Hara" })).toEqual([
    'content/authors/zoe-ohara.yaml: "standfirst" is to be written',
    'content/authors/zoe-ohara.yaml: "about" is to be written',
  ]);
  const alone = sources('content/series/both.yaml', ', second', '');
  expect(problemsWith({ what: 'series', title: 'Others', essay: ['second'] }, alone)).toEqual([
    'content/series/others.yaml: "standfirst" is to be written',
    'content/series/others.yaml: "preface" is to be written',
  ]);
  expect(problemsWith({ what: 'page', title: 'Imprint' })).toEqual([]); // It is a draft.
  expect(problemsWith({ what: 'discussion', title: 'second' })).toEqual([
    'content/discussions/second.yaml: "place" is to be written',
    'content/discussions/second.yaml: "comments.0.text" is to be written',
  ]);
});

test('typed quotation marks, dashes and accents become those of the house', () => {
  const title = `"It's" Zoë's -- isn't it...`;
  const [file] = newFiles({ what: 'essay', title }, sources(), today);
  expect(file?.path).toBe('content/essays/its-zoes-isnt-it.mdx');
  expect(file?.text).toContain('title: “It’s” Zoë’s—isn’t it…\n');
});

test.each([
  ['essays: [first, second]', 'essays: [first, second, a-third]'],
  [
    'essays:\n  - first\n  - second # the last\n',
    'essays:\n  - first\n  - second # the last\n  - a-third\n',
  ],
  [
    'essays:\n- first\n\n# Then:\n- "second"\n',
    'essays:\n- first\n\n# Then:\n- "second"\n- a-third\n',
  ],
])('a series keeps its form when an essay joins it: %j', (before, after) => {
  const flow = 'essays: [first, second]';
  const some =
    before === flow ? sources() : sources('content/series/both.yaml', flow, before.trimEnd());
  const wanted = { what: 'essay', title: 'A third', series: 'both', position: '0.5' };
  const text = (all: readonly { path: string; text: string }[]) =>
    all.find(({ path }) => path === 'content/series/both.yaml')?.text;
  expect(text(newFiles(wanted, some, today))).toBe(
    text(some.files)?.replace(before.trimEnd(), after.trimEnd()),
  );
  expect(problemsWith(wanted, some)).toEqual([]);
});

test.each<[Wanted, string]>([
  [{ what: 'novel', title: 'X' }, 'Say essay, page, author, series, discussion.'],
  [{ what: 'esay', title: 'X' }, 'Did you mean "essay"?'],
  [
    { what: 'essay', title: 'First' },
    'content/essays/first.mdx is there already. Open it, or say another name: --slug a-name.',
  ],
  [{ what: 'essay', title: '“…”' }, '"“…”" has no letter for an address. Say one: --slug a-name.'],
  [
    { what: 'essay', title: 'العربية' },
    '"العربية" has letters of which no address can be made. Say one: --slug a-name.',
  ],
  [
    { what: 'essay', title: '東京タワー' },
    '"東京タワー" has letters of which no address can be made. Say one: --slug a-name.',
  ],
  [
    { what: 'essay', title: 'X', author: ['anne-doe'] },
    'content/essays/x.mdx:8: there is no author "anne-doe". Did you mean "ann-doe"?',
  ],
  [
    { what: 'essay', title: 'X', series: 'booth' },
    'There is no series "booth". Did you mean "both"?',
  ],
  [
    { what: 'essay', title: 'X', series: 'both', position: 'left' },
    'content/essays/x.mdx:21: "position" is "left", and must be a number. Write where the essay stands on the line of its series: a number from 0 (its start) to 1 (its end).',
  ],
  [
    { what: 'essay', title: 'X', kind: 'retold' },
    'content/essays/x.mdx:17: "kind" is "retold". Write retelling (the argument of a source in new words), reprint (the words of the source) or original (first published here).',
  ],
  [
    { what: 'essay', title: 'X', slug: '../../outside' },
    'content/essays/../../outside.mdx: the file would not be read. Name it content/essays/<id>.mdx.',
  ],
  [
    { what: 'series', title: 'Others', essay: ['frist'] },
    'content/series/others.yaml:14: there is no essay "frist". Did you mean "first"?',
  ],
  [
    { what: 'discussion', title: 'secnod' },
    'content/discussions/secnod.yaml:1: there is no essay "secnod". Did you mean "second"?',
  ],
  [
    { what: 'page', title: 'Search' },
    'content/pages/search.mdx: "search" cannot be a page. Choose another name: the site has something of its own there.',
  ],
  [
    { what: 'page', title: 'Home', slug: '404' },
    'content/pages/404.mdx: "404" cannot be a page. Choose another name: the site has something of its own there.',
  ],
  [
    { what: 'author', title: 'Unsigned' },
    'content/authors/unsigned.yaml: "unsigned" cannot be an author. Choose another id: this page lists the essays that nobody signed.',
  ],
])('nothing is made of %j', (wanted, reason) => {
  expect(refusal(wanted).split('\n')).toContain(reason);
});

test('errors that are there already keep nothing from being made', () => {
  const broken = sources('content/essays/first.mdx', 'title:', 'titel:');
  expect(refusal({ what: 'essay', title: 'X', series: 'both', position: '1' }, broken)).toBe(
    'none',
  );
});

test('a person is asked for everything, a script only for what is needed', () => {
  const asked: string[] = [];
  const answers: Record<string, string> = {
    what: 'essay',
    title: 'A third',
    kind: '',
    author: 'ann-doe, ',
    series: 'both',
    position: '0.5',
  };
  let wanted: Wanted = {};
  for (let open; (open = openQuestion(wanted, sources(), false));) {
    asked.push(open.about);
    wanted = withAnswer(wanted, open, answers[open.about] ?? '');
  }
  expect(asked).toEqual(['what', 'title', 'kind', 'author', 'series', 'position']);
  expect(problemsWith(wanted)).toEqual([]);
  expect(openQuestion({ what: 'essay', title: 'X' }, sources(), true)).toBeUndefined();
  expect(openQuestion({ what: 'essay', title: 'X', series: 'both' }, sources(), true)?.words).toBe(
    'position on the line of the series, from 0 (Near) to 1 (Far)',
  );
  expect(openQuestion({ what: 'series', title: 'X' }, sources(), true)?.about).toBe('essay');
});

test('an answer of which nothing can be made is refused at its question, and the others are kept', () => {
  const answers: string[] = ['novel', 'essay', 'First', 'another', 'retold', 'retelling', 'anne'];
  answers.push('ann-doe', 'booth', 'both', '1.2', 'left', '0.5');
  const objections: string[] = [];
  let wanted: Wanted = {};
  for (let open; (open = openQuestion(wanted, sources(), false));) {
    if (open.objection !== undefined) objections.push(open.objection);
    wanted = withAnswer(wanted, open, answers.shift() ?? '');
  }
  expect(objections).toEqual([
    'Say essay, page, author, series, discussion.',
    'content/essays/first.mdx is there already. Open it, or say another name: --slug a-name.',
    'Say retelling, reprint, original.',
    'There is no author "anne". There is: ann-doe.',
    'There is no series "booth". Did you mean "both"?',
    '"1.2" is no number from 0 to 1.',
    '"left" is no number from 0 to 1.',
  ]);
  expect(wanted).toMatchObject({ title: 'First', slug: 'another', kind: 'retelling' });
  expect(problemsWith(wanted)).toEqual([]);
});

test('a title that is too long, a name that cannot be, and a discussion of no essay are refused at their question', () => {
  const objection = (wanted: Wanted) => openQuestion(wanted, sources(), false)?.objection;
  expect(objection({ what: 'essay', title: 'x'.repeat(61) })).toBe(
    'The title is longer than 60 characters.',
  );
  expect(objection({ what: 'page', title: 'Search' })).toBe(
    '"search" cannot be a page. Choose another name: the site has something of its own there.',
  );
  expect(objection({ what: 'page', title: 'A page', slug: 'A Page' })).toBe(
    '"A Page" cannot be an address. Name the file in lower case a to z, digits and single hyphens.',
  );
  expect(objection({ what: 'discussion', title: 'secnod' })).toBe(
    'There is no essay "secnod". Did you mean "second"?',
  );
  expect(objection({ what: 'discussion', title: 'first' })).toBe(
    'content/discussions/first.yaml is there already.',
  );
});

test.each([
  ['Søren’s straße in Łódź: Æsop & Þór', 'sorens-strasse-in-lodz-aesop-thor'],
  ['Đỗ Phương Ngọc', 'do-phuong-ngoc'],
  ['Всё о хлебе', 'vsyo-o-hlebe'],
  ['Αθήνα', 'athina'],
  ['北京的天空', 'bei-jing-de-tian-kong'],
  ['L’été, déjà…', 'lete-deja'],
])('the name of the file of “%s” is %s', (title, slug) => {
  const [file] = newFiles({ what: 'page', title }, sources(), today);
  expect(file?.path).toBe(`content/pages/${slug}.mdx`);
});

test.each([
  ['Ford Madox Ford', 'Ford'],
  ['Ludwig van Beethoven', 'Beethoven'],
  ['Martin Luther King Jr.', 'King'],
  ['Voltaire', 'Voltaire'],
])('%s is sorted by %s', (name, surname) => {
  const [file] = newFiles({ what: 'author', title: name }, sources(), today);
  expect(parseContentFile(file ?? { path: '', text: '' }).data).toMatchObject({ surname });
});

const folder = mkdtempSync(join(tmpdir(), 'new-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the command writes what it says, and nothing when it refuses', async () => {
  cpSync(join(everything, 'content'), join(folder, 'content'), { recursive: true });
  const all = () =>
    readdirSync(join(folder, 'content'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
      .join('');
  const run = (...args: string[]) =>
    new Promise<{ code: unknown; said: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [join(process.cwd(), 'src/commands/new.ts'), ...args],
        { cwd: folder },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, said: stdout + stderr }),
      );
      child.stdin?.end();
    });
  const before = all();
  const wanted = ['essay', 'A Sixth', '--author', 'mara-lind', '--series', 'hand-and-machine'];

  const [missing, misspelt] = await Promise.all([run(...wanted), run(...wanted, '--positon', '1')]);
  expect(missing.code).toBe(1);
  expect(missing.said).toContain('Missing: position on the line of the series, from 0 (Hand) to 1');
  expect(misspelt.said).toContain("Unknown option '--positon'");
  expect(all()).toBe(before);

  const made = await run(...wanted, '--position', '0.9');
  expect(made.code, made.said).toBe(0);
  expect(made.said).toContain('content/essays/a-sixth.mdx is made');
  expect(readFileSync(join(folder, 'content/series/hand-and-machine.yaml'), 'utf8')).toContain(
    '  - the-last-screw\n  - a-sixth\nrevised:',
  );
  expect((await run(...wanted, '--position', '0.9')).said).toContain('is there already');
});
