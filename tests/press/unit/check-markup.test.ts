import { expect, test } from 'vitest';
import { contentErrors } from '../../../src/check/check.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import { sources } from '../../support/factories.ts';

// Markup that other programs know: named where it is written, and let be where it is meant.

const essay = 'content/essays/second.mdx';
const author = 'content/authors/ann-doe.yaml';

/** The errors of an essay with a text, in a language. */
const messages = (text: string, language = 'en') => {
  const some = sources(essay, 'kind: original', `kind: original\nlanguage: ${language}`);
  const files = some.files.map((file) => ({
    ...file,
    text: file.text.replace('It goes on.', () => text),
  }));
  return contentErrors({ ...some, files }, '2026-01-01').map(errorInWords);
};

const tildes =
  'has single tildes around it, which mark nothing here. Write the signs themselves, as in H₂O, ~~ on both sides to strike out, or \\~ for a tilde.';
const mathematics =
  'is mathematics in the marks of TeX, which nothing draws here. Write it with the signs of Unicode, or in backticks; and \\$ for a dollar.';
const raised =
  'has carets around it, which raise nothing here. Write the signs themselves, as in 10⁶.';
const noLink =
  'is no link and no picture. Write its address without spaces, with hyphens in the name of the file, and titles in straight quotes.';
const box =
  'is a box of another program. Write it as a component: Aside, CallOut, EditorNote, Epigraph, Figure, PullQuote, Questions, Verse.';
const asterisks =
  'has asterisks in it that mark nothing. Put them right at the words, with spaces or punctuation outside, or write \\* for an asterisk.';
const reference =
  'is a reference to a bibliography, of which there is none here. Write a note: [^name] there, and [^name]: with its words below.';
const command = 'is a command of another program. Take it out, or write what it would have made.';
const noHead =
  'is a row of a table without a head. Write its first row, and below that a rule of as many cells, | --- | --- |.';

test.each([
  ['H~2~O', '~2~', tildes],
  ['About ~5 or 6~ of them.', '~5 or 6~', tildes],
  ['So $x$ is.', '$x$', mathematics],
  ['So $E=mc^2$ is.', '$E=mc^2$', mathematics],
  ['So $a_1 + b$ is.', '$a_1 + b$', mathematics],
  ['$$a + b$$', '$$a + b$$', mathematics],
  [
    'A ==mark== here.',
    '==mark==',
    'has equals signs around it, which mark nothing here. Write *so* for stress, or \\== where equals signs are meant.',
  ],
  [
    'A note.^[Written inline.]',
    '^[Written inline.]',
    'is a note within the line. Write [^name] there, and [^name]: with its words below.',
  ],
  ['10^6^ of them', '^6^', raised],
  ['> [!NOTE]\n> So.', '[!NOTE]', box],
  ['> [!warning]- Title\n> So.', '[!warning]-', box],
  [
    ':::note\nSo.\n:::',
    ':::note',
    'is a block of another program. Write it as a component: Aside, CallOut, EditorNote, Epigraph, Figure, PullQuote, Questions, Verse.',
  ],
  [
    'Term\n: What it means.',
    ': What',
    'begins a definition, of which there are no lists here. Write a list, each item beginning with its term in ** on both sides.',
  ],
  ['So says [@smith2004, p. 3].', '[@smith2004, p. 3]', reference],
  ['So says [see @doe99].', '[see @doe99]', reference],
  ['| a | b |\n| c | d |', '| a | b | | c | d |', noHead],
  ['| a | b |\n|:-:|\n| c | d |', '| a | b | |:-:| | c | d |', noHead],
  [
    'a | b\nc | d',
    'a | b c | d',
    'are rows of a table without a head. Write its first row, and below that a rule of as many cells, | --- | --- |.',
  ],
  [
    '##No space',
    '##No space',
    'is no heading. Write a space after the signs, or \\# where no heading is meant.',
  ],
  ['![A gate](./my gate.png)', '![A gate](./my gate.png)', noLink],
  ['[a page](/essays/no such/)', '[a page](/essays/no such/)', noLink],
  ['[a *page*](/essays/first/ “so”)', '[a *page*](/essays/first/ “so”)', noLink],
  [
    'See [[Another page]].',
    '[[Another page]]',
    'is a link of another program. Write [words](/essays/a-slug/).',
  ],
  ['[a page](/about/ and so on.', '[a page](/about/ and so on.', noLink],
  ['![A gate at night.', '![A gate at night.', noLink],
  [
    '__“quoted”__words',
    '__“quoted”__',
    'has underscores in it that mark nothing. Put them right at the words, with spaces or punctuation outside, or write \\_ for the sign.',
  ],
  ['**“quoted”**words', '**“quoted”**', asterisks],
  ['A **word that is not closed.', '**word that is not closed.', asterisks],
  ['*“quoted”*words', '*“quoted”*', asterisks],
  [
    'A `word that is not closed.',
    '`word that is not closed.',
    'has a backtick in it that is alone. Write one on both sides of code, or \\` for the sign.',
  ],
  ['So :smile: it is.', ':smile:', 'is the name of a sign. Write the sign itself.'],
  [
    'Write to ann@example.org, *ben@example.org* and ==her==.',
    '==her==',
    'has equals signs around it, which mark nothing here. Write *so* for stress, or \\== where equals signs are meant.',
  ],
  ['[TOC]', '[TOC]', 'is markup of another program. Take it out.'],
])('%j is named', (text, found, says) => {
  const line = 14 + text.slice(0, Math.max(0, text.indexOf(found))).split('\n').length - 1;
  expect(messages(text)).toEqual([`${essay}:${line}: "${found}" ${says}`]);
});

test('a row with more cells than its table would lose them', () => {
  expect(messages('| a | b |\n| --- | --- |\n| 1 | 2 | 3 |')).toEqual([
    `${essay}:16: the row has 3 cells, and the table 2. Write \\| for a stroke within a cell, or give the first row as many cells.`,
  ]);
});

test('a comment of HTML is told how it is written here', () => {
  expect(messages('<!-- later -->')[0]).toMatch(
    /Write a comment as \{\/\* … \*\/\}, and \\< where an angle bracket is meant\.$/,
  );
});

test('the Markdown of a YAML file is held to the same, on its own lines', () => {
  const some = sources(author, 'Nothing is known of her.', 'Nothing.\n\n  It {{< is >}} ==so==.');
  expect(contentErrors(some, '2026-01-01').map(errorInWords)).toEqual([
    `${author}:7: "==so==" has equals signs around it, which mark nothing here. Write *so* for stress, or \\== where equals signs are meant.`,
    `${author}:7: "{{< is >}}" ${command}`,
  ]);
});

test.each([
  ['content/essays/first.mdx', 'title: The first\n', 'title: The *first*\n', '*first*', 2],
  ['content/series/both.yaml', 'The two of', 'The [two](/about/) of', '[two](/about/)', 2],
  ['content/discussions/first.yaml', 'place: under', 'place: "`under`', '`under`', 1],
  ['content/authors/ann-doe.yaml', 'A writer.', 'AT&amp;T.', '&amp;', 3],
])('marks of Markdown in a text that is none, in %s, are named', (path, from, to, found, line) => {
  const closed = to.includes('"')
    ? sources(path, 'place: under the essay', `${to} the essay"`)
    : sources(path, from, to);
  expect(contentErrors(closed, '2026-01-01').map(errorInWords)).toEqual([
    `${path}:${line}: "${found}" would be shown as it is written, for this text is no Markdown. Write the words alone.`,
  ]);
});

test.each([
  'It cost $5 and $10, US$5 (A$7), $5–$10, or $1,000/$2,000; a $20-a-day habit and a $5 one.',
  'It took ~5 to ~6 minutes, ~5/~6 of them in ~/bin and ~/lib.',
  'If a == b == c, and x^2 < y^2, then 5 * 3 * 2 = 30.',
  'At 10:30:15 he said (see [sic]) “#1”, C# and F#; a: b. Mr. @ann and ann@example.org.',
  '\\$x\\$, \\==y\\==, \\~z\\~, \\[@a], \\*\\*b\\*\\*, \\`, \\[a](b c) and \\##c are meant.',
  'It is `$x$`, `==y==`, `~z~`, `[@a]`, `**` and `[[b]]`.\n\n```\n$x$ ==y== ~z~\n| a | b |\n##No\n```',
  '| a | b |\n| --- | --- |\n| 1 \\| 2 | `3 \\| 4` |\n\n- [ ] to do\n- [x] done\n\n* * * * * * * * * * * *',
  'It is ~~out~~, **in**, *so*, ***both***, 2*3*4, [a link](/about/ "About") and <Aside>an aside</Aside>.',
  'A line with | a stroke.\nAnd another.',
])('%j is prose', (text) => {
  expect(messages(text)).toEqual([]);
});

test('in French a colon may begin a line, and has spaces around it', () => {
  expect(messages('Il dit\n: « oui », :sourire: et non.', 'fr')).toEqual([]);
});
