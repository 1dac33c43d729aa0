import { describe, expect, test } from 'vitest';
import { contentFaults } from '../../src/library/check-content.ts';
import type { Sources } from '../../src/library/check-files.ts';
import { faultInWords } from '../../src/library/faults.ts';
import { edited, sources, withFile } from '../support/factories.ts';

const today = '2026-01-01';
const messages = (some: Sources) => contentFaults(some, today).map(faultInWords);

const first = 'content/essays/first.mdx';
const second = 'content/essays/second.mdx';
const author = 'content/authors/ann-doe.yaml';
const series = 'content/series/both.yaml';
const discussion = 'content/discussions/first.yaml';

test('content without a fault passes', () => {
  expect(messages(sources())).toEqual([]);
});

// One fault each: what it is, the edit that makes it, and the exact message.
const faults: Record<string, [Sources, string]> = {
  'a misspelt key': [
    sources(first, 'title:', 'titel:'),
    `${first}:2: "titel" is not a key here. Did you mean "title"?`,
  ],
  'a misspelt key within a key': [
    sources(first, '  title:', '  titel:'),
    `${first}:8: "titel" is not a key here. Did you mean "title"?`,
  ],
  'a missing key': [
    sources(first, /standfirst.*\n/, ''),
    `${first}:2: "standfirst" is missing. Write one or two sentences, at most 200 characters, that lead into the essay; search engines show them too.`,
  ],
  'a file without frontmatter': [
    withFile('content/authors/bob-roe.yaml', ''),
    'content/authors/bob-roe.yaml:1: "name" is missing. Write the name as the author writes it.',
  ],
  'an empty title': [
    sources(first, 'title: The first', 'title: ""'),
    `${first}:2: "title" is empty. Write the title, at most 60 characters, with typographic punctuation; search engines cut longer ones.`,
  ],
  'a title that is a number': [
    sources(first, 'title: The first', 'title: 1984'),
    `${first}:2: "title" is 1984, and must be text. Write the title, at most 60 characters, with typographic punctuation; search engines cut longer ones.`,
  ],
  'an empty body': [
    sources(second, '\nIt goes on.\n', ''),
    `${second}:12: the essay has no text. Write it below the second line of three hyphens.`,
  ],
  '30 February': [
    sources(first, '2020-01-01', '2020-02-30'),
    `${first}:5: "published" is not a day of the calendar: 2020-02-30. Write the day of publication on this site, as in 2026-11-22.`,
  ],
  'a month where a day is meant': [
    sources(first, '2020-01-01', '2020-01'),
    `${first}:5: "published" is not a day of the calendar: 2020-01. Write the day of publication on this site, as in 2026-11-22.`,
  ],
  'a null date': [
    sources(first, '2020-01-01', 'null'),
    `${first}:5: "published" is empty. Write the day of publication on this site, as in 2026-11-22.`,
  ],
  'a boolean date': [
    sources(first, '2020-01-01', 'true'),
    `${first}:5: "published" is true, and must be text. Write the day of publication on this site, as in 2026-11-22.`,
  ],
  'a revision before the publication': [
    sources(first, 'published: 2020-01-01', 'published: 2020-01-01\nrevised: 2020-01-01'),
    `${first}:6: "revised" is not later than "published". Write the day on which the text last changed in a way that its readers should know of, or leave the key out; feeds announce it.`,
  ],
  'a revision to come': [
    sources(first, 'published: 2020-01-01', 'published: 2020-01-01\nrevised: 2026-01-02'),
    `${first}:6: "revised" is later than 2026-01-01. Write the day on which the text last changed in a way that its readers should know of, or leave the key out; feeds announce it.`,
  ],
  'an impossible date of the source': [
    sources(first, '  title: The first of all', '  date: 2013-13'),
    `${first}:8: "source.date" is not a date of the calendar: 2013-13. Write the date as far as it is known (2013, 2013-09 or 2013-09-30), or leave the key out.`,
  ],
  'an address of the source that runs a script': [
    sources(first, '  title: The first of all', '  url: javascript:alert(1)'),
    `${first}:8: "source.url" is not a web address: javascript:alert(1). Write the address of the source, beginning with https://.`,
  ],
  'an unknown kind': [
    sources(first, 'retelling', 'retold'),
    `${first}:6: "kind" is "retold". Write retelling (the argument of a source in new words), reprint (the words of the source) or original (first published here).`,
  ],
  'a retelling without a source': [
    sources(first, /source:\n.*\n/, ''),
    `${first}:6: a retelling has no source. Say in "source" what is known of it.`,
  ],
  'an original with a source': [
    sources(first, 'retelling', 'original'),
    `${first}:7: an original has a source. Take the source out, or write retelling or reprint as the kind.`,
  ],
  'YAML that cannot be read': [
    sources(first, 'title: The first', 'title: The first: a beginning'),
    `${first}:2: the data of the file cannot be read (Nested mappings are not allowed in compact mappings). Put a value that has ": " or " #" in it, or begins with a sign, in double quotes.`,
  ],
  'an unknown author': [
    sources(first, '[ann-doe]', '[anne-doe]'),
    `${first}:4: there is no author "anne-doe". Did you mean "ann-doe"?`,
  ],
  'an author twice': [
    sources(first, '[ann-doe]', '[ann-doe, ann-doe]'),
    `${first}:4: the author "ann-doe" is there twice. Take one of the two out.`,
  ],
  'an answer to an unknown essay': [
    sources(second, 'essay: first', 'essay: frist'),
    `${second}:9: there is no essay "frist". Did you mean "first"?`,
  ],
  'an answer to itself': [
    sources(second, 'essay: first', 'essay: second'),
    `${second}:9: the essay answers itself. Name another essay, or take it out.`,
  ],
  'a position off the line': [
    sources(first, '0.2', '1.2'),
    `${first}:9: "position" is above 1. Write where the essay stands on the line of its series: a number from 0 (its start) to 1 (its end).`,
  ],
  'no position on a line': [
    sources(first, 'position: 0.2\n', ''),
    `${first}:2: "position" is missing, and the series "both" has a line. Write where the essay stands on the line of its series: a number from 0 (its start) to 1 (its end).`,
  ],
  'an unknown essay in a series': [
    sources(series, '[first, second]', '[first, second, third]'),
    `${series}:4: there is no essay "third". The essays are: first, second.`,
  ],
  'an essay in two series': [
    withFile(
      'content/series/other.yaml',
      'title: Other\nstandfirst: Again.\npreface: Once more.\nessays: [second]\n',
    ),
    'content/series/other.yaml:4: the essay "second" is in the series "both" too. An essay has one place in one series: take one of the two out.',
  ],
  'an essay in a series twice': [
    sources(series, '[first, second]', '[first, second, first]'),
    `${series}:4: the essay "first" is in this series twice. An essay has one place in one series: take one of the two out.`,
  ],
  'a reply to a missing comment': [
    sources(discussion, 'replyTo: one', 'replyTo: none'),
    `${discussion}:9: no comment before this one has the id "none". Did you mean "one"?`,
  ],
  'a duplicate comment id': [
    sources(discussion, 'id: two', 'id: one'),
    `${discussion}:7: two comments have the id "one". Give each comment an id of its own.`,
  ],
  'a discussion of a missing essay': [
    withFile(
      'content/discussions/secnod.yaml',
      'place: there\ncomments:\n  - id: a\n    kind: comment\n    text: So.\n',
    ),
    'content/discussions/secnod.yaml:1: there is no essay "secnod". Did you mean "second"?',
  ],
  'an unknown key of a comment': [
    sources(discussion, 'replyTo', 'replyto'),
    `${discussion}:9: "replyto" is not a key here. Did you mean "replyTo"?`,
  ],
  'a file in no known folder': [
    withFile('content/essay/third.mdx', ''),
    'content/essay/third.mdx: the file is in no folder that the site reads. Did you mean "essays"?',
  ],
  'a public file where a page is': [
    { ...sources(), publicFiles: ['about/index.html'] },
    'public/about/index.html: the file would stand where the site has a page of its own. Rename it, or take it out.',
  ],
  'a public file where a social card is': [
    { ...sources(), publicFiles: ['cards/home.png'] },
    'public/cards/home.png: the file would stand where the site has a page of its own. Rename it, or take it out.',
  ],
  'a public file where one for hosts is': [
    { ...sources(), publicFiles: ['_headers'] },
    'public/_headers: the file would stand where the site has a page of its own. Rename it, or take it out.',
  ],
  'a public file where the robots file is': [
    { ...sources(), publicFiles: ['robots.txt'] },
    'public/robots.txt: the file would stand where the site has a page of its own. Rename it, or take it out.',
  ],
  'an author with the id of the unsigned': [
    withFile('content/authors/unsigned.yaml', 'name: U\nsurname: U\nstandfirst: A.\nabout: B.\n'),
    'content/authors/unsigned.yaml: "unsigned" cannot be an author. Choose another id: this page lists the essays that nobody signed.',
  ],
  'a bidirectional control character in a title': [
    sources(first, 'The first', 'The \u202Efirst'),
    `${first}:2: the line has an unseen control character in it, U+202E. Delete it; write the words again by hand if it cannot be found.`,
  ],
  'a broken internal link': [
    sources(second, 'It goes on.', 'It [goes on](/essays/frist/).'),
    `${second}:13: the link "/essays/frist/" leads to no page of this site. Did you mean "/essays/first/"?`,
  ],
  'an internal link without its slash': [
    sources(second, 'It goes on.', 'It [goes on](/essays/first).'),
    `${second}:13: the link "/essays/first" has no slash at its end. Write "/essays/first/".`,
  ],
  'a relative link': [
    sources(second, 'It goes on.', 'It [goes on](../first/).'),
    `${second}:13: the link "../first/" is not allowed. A link begins with https://, http:// or mailto:, or with / for a page of this site.`,
  ],
  'a broken fragment': [
    sources(second, 'It goes on.', 'It [goes on](/essays/first/#a-heding).'),
    `${second}:13: the link "/essays/first/#a-heding" leads to no place on that page. Did you mean "a-heading"?`,
  ],
  'a broken fragment of its own page': [
    sources(first, 'A second paragraph.', '[Up](#no-such-place).'),
    `${first}:16: the link "#no-such-place" leads to no place on that page. The ids of that page are: a-heading, source, comments, comment-one, comment-two.`,
  ],
  'a link to a draft': [
    edited(
      sources(second, 'kind: original', 'kind: original\ndraft: true'),
      first,
      'A second paragraph.',
      'A [second](/essays/second/) paragraph.',
    ),
    `${first}:16: the link "/essays/second/" leads to an essay that is not published on 2026-01-01. Publish that essay first, or take the link out.`,
  ],
  'a javascript: link': [
    sources(second, 'It goes on.', 'It [goes on](javascript:alert%281%29).'),
    `${second}:13: the link "javascript:alert%281%29" is not allowed. A link begins with https://, http:// or mailto:, or with / for a page of this site.`,
  ],
  'a data: link': [
    sources(second, 'It goes on.', 'It [goes on](data:text/html,x).'),
    `${second}:13: the link "data:text/html,x" is not allowed. A link begins with https://, http:// or mailto:, or with / for a page of this site.`,
  ],
  'a link to another host without a scheme': [
    sources(second, 'It goes on.', 'It [goes on](//example.org/).'),
    `${second}:13: the link "//example.org/" is not allowed. A link begins with https://, http:// or mailto:, or with / for a page of this site.`,
  ],
  'an undefined footnote': [
    sources(second, 'It goes on.', 'It goes on.[^more]'),
    `${second}:13: [^more] refers to a note that is not there. Write the note, [^more]: …, or take its reference out.`,
  ],
  'a footnote that nothing refers to': [
    sources(first, 'note.[^note]', 'note.'),
    `${first}:18: no text refers to the note [^note]. Refer to it, [^note], where it belongs, or take it out.`,
  ],
  'a footnote twice': [
    sources(first, '[^note]: The note.', '[^note]: The note.\n\n[^note]: Another.'),
    `${first}:20: the note [^note] is there twice. Give each note its own name.`,
  ],
  'a missing image': [
    sources(second, 'It goes on.', '![A picture](./pictrue.png)'),
    `${second}:13: the image "./pictrue.png" is not there. Put it at content/essays/pictrue.png.`,
  ],
  'an image without alt text': [
    sources(second, 'It goes on.', '![](./picture.png)'),
    `${second}:13: the image "./picture.png" has no text that says what it shows. Write it in the brackets: ![what it shows](address).`,
  ],
  'an image of another site': [
    sources(second, 'It goes on.', '![A picture](https://example.org/a.png)'),
    `${second}:13: the image "https://example.org/a.png" comes from another site. Put the file beside the essay: readers’ browsers ask nobody else.`,
  ],
  'an unknown component': [
    sources(second, 'It goes on.', '<EditorsNote>\n\nSo.\n\n</EditorsNote>'),
    `${second}:13: <EditorsNote> is not a component. Did you mean "EditorNote"?`,
  ],
  'a raw script': [
    sources(second, 'It goes on.', '<script>alert(1)</script>'),
    `${second}:13: the text has raw HTML in it, <script>. Write Markdown. The components are Aside, EditorNote, Questions.`,
  ],
  'an inline handler': [
    sources(second, 'It goes on.', '<Aside onclick="alert(1)">So.</Aside>'),
    `${second}:13: <Aside> has the attribute onclick. Take it out: components take no attributes, and handlers and styles are never allowed.`,
  ],
  'an import': [
    sources(second, 'It goes on.', "import fs from 'node:fs'\n\nIt goes on."),
    `${second}:13: the text has an import or export in it. Take it out: the components of components/mdx are there without it.`,
  ],
  'an expression': [
    sources(second, 'It goes on.', 'It goes on {process.env.HOME}.'),
    `${second}:13: the text has JavaScript in it, {process.env.HOME}. Write \\{ where a brace is meant.`,
  ],
  'MDX that cannot be read': [
    sources(second, 'It goes on.', '<Aside>It goes on.'),
    `${second}:13: the text cannot be read as MDX (Expected a closing tag for \`<Aside>\` before the end of \`paragraph\`). Close every tag, and write \\{ and \\< where a brace or an angle bracket is meant.`,
  ],
  'an essay without frontmatter': [
    withFile('content/essays/third.mdx', 'Some words.'),
    'content/essays/third.mdx:1: the data of the file cannot be read (there is no frontmatter at its start). Begin the file with its keys between two lines of ---.',
  ],
  'a key twice': [
    sources(first, 'title: The first', 'title: The first\ntitle: The first'),
    `${first}:3: the data of the file cannot be read (Map keys must be unique). Take one of the two out.`,
  ],
  'an alias that leads nowhere': [
    sources(first, 'title: The first', 'title: *Really*'),
    `${first}:2: the data of the file cannot be read (Unresolved alias (the anchor must be set before the alias): Really*). Put a value that begins with * or & in quotes.`,
  ],
  'a title that search engines would cut': [
    sources(first, 'title: The first', `title: ${'x'.repeat(61)}`),
    `${first}:2: "title" is longer than 60 characters: ${'x'.repeat(61)}. Write the title, at most 60 characters, with typographic punctuation; search engines cut longer ones.`,
  ],
  'an essay of nothing but a heading and a comment': [
    sources(second, 'It goes on.', '## Soon\n\n{/* later */}'),
    `${second}:12: the essay has no text. Write it below the second line of three hyphens.`,
  ],
  'code between two comments': [
    sources(second, 'It goes on.', 'It {/* a */ process.exit(3) /* b */} goes on.'),
    `${second}:13: the text has JavaScript in it, {/* a */ process.exit(3) /* b */}. Write \\{ where a brace is meant.`,
  ],
  'an image of another site by reference': [
    sources(second, 'It goes on.', '![A picture][pic]\n\n[pic]: https://example.org/a.png'),
    `${second}:13: the image "https://example.org/a.png" comes from another site. Put the file beside the essay: readers’ browsers ask nobody else.`,
  ],
  'an image whose address cannot be read': [
    sources(second, 'It goes on.', '![A picture](./a%zz.png)'),
    `${second}:13: the image "./a%zz.png" is not there. Put it at content/essays/a%zz.png.`,
  ],
  'a link without text': [
    sources(second, 'It goes on.', 'It goes on.[](/about/)'),
    `${second}:13: the link "/about/" has no text. Say in the brackets where it leads.`,
  ],
  'a skipped level of headings': [
    sources(second, 'It goes on.', '## So\n\n#### It goes on\n\nText.'),
    `${second}:15: a heading of level 4 follows one of level 2. Write it with ###.`,
  ],
  'a heading that takes an id of the page': [
    sources(second, 'It goes on.', '## Source\n\nIt goes on.'),
    `${second}:12: a heading would have the id "source", which the page has for a part of its own. Word the heading differently.`,
  ],
  'a heading that takes the id of the switch of the theme': [
    sources(second, 'It goes on.', '## Theme\n\nIt goes on.'),
    `${second}:12: a heading would have the id "theme", which the page has for a part of its own. Word the heading differently.`,
  ],
  'a bidirectional control character written as an escape': [
    sources(first, 'The first\n', '"The \\u202Efirst"\n'),
    `${first}:2: the line has an unseen control character in it, U+202E. Delete it; write the words again by hand if it cannot be found.`,
  ],
  'a bidirectional control character written as an entity': [
    sources(second, 'It goes on.', 'It &#x202E;goes on.'),
    `${second}:13: the line has an unseen control character in it, U+202E. Delete it; write the words again by hand if it cannot be found.`,
  ],
  'a file that is not UTF-8': [
    sources(second, 'It goes on.', 'It \uFFFD goes on.'),
    `${second}:13: the line has an unseen control character in it, U+FFFD. Delete it; write the words again by hand if it cannot be found.`,
  ],
  'a heading in the Markdown of a YAML file': [
    sources(author, 'Nothing is known', '# Nothing\n\n  is known'),
    `${author}:5: the text has a heading in it. Take it out: only essays can have one.`,
  ],
  'an image in the Markdown of a YAML file': [
    sources(author, 'Nothing is known', '![Nothing](/a.png) is known'),
    `${author}:5: the text has an image in it. Take it out: only essays can have one.`,
  ],
  'fewer comments claimed than there are': [
    sources(discussion, 'claimed: 3', 'claimed: 1'),
    `${discussion}:2: "claimed" is 1, and there are 2 comments. Write the number of comments that the source claimed, where it claimed one.`,
  ],
  'an answer twice': [
    sources(second, 'answers:', 'answers:\n  - essay: first\n    how: It agrees.'),
    `${second}:11: the essay answers "first" twice. Take one of the two out.`,
  ],
  'an answer to a later essay': [
    sources(first, 'position: 0.2', 'position: 0.2\nanswers:\n  - essay: second\n    how: So.'),
    `${first}:11: "second" comes later in the series "both". An essay answers those before it: let that one answer this one.`,
  ],
  'a source of the future': [
    sources(first, '  title: The first of all', '  date: 2999'),
    `${first}:8: "source.date" is later than 2026-01-01. Write the date as far as it is known (2013, 2013-09 or 2013-09-30), or leave the key out.`,
  ],
  'a link in the file system': [
    { ...sources(), irregular: ['content/essays/third.mdx'] },
    'content/essays/third.mdx: this is a link and not a file. Put the file itself in its place: what a link leads to is not checked.',
  ],
  'a place on the page about the site that is not there': [
    sources(second, 'It goes on.', 'It [goes on](/about/#privacey).'),
    `${second}:13: the link "/about/#privacey" leads to no place on that page. Did you mean "privacy"?`,
  ],
  'a heading of level 1': [
    sources(second, 'It goes on.', '# It goes on'),
    `${second}:13: the text has a heading of level 1. Begin with ##; the title is the heading of level 1.`,
  ],
  'raw HTML in the Markdown of a YAML file': [
    sources(author, 'Nothing is known', '<b>Nothing</b> is known'),
    `${author}:5: the text has raw HTML in it. Write Markdown, or take it out.`,
  ],
};

describe('the build names', () => {
  test.each(Object.entries(faults))('%s', (_, [some, message]) => {
    expect(messages(some)).toContain(message);
  });
});

describe('two files with one id are refused', () => {
  test('where they differ by case', () => {
    expect(messages(withFile('content/essays/First.mdx', 'x'))).toContain(
      'content/essays/first.mdx: the file has the same id as content/essays/First.mdx. Rename one of the two.',
    );
  });

  test('where they differ by extension', () => {
    expect(messages(withFile('content/essays/first.md', 'x'))).toEqual([
      'content/essays/first.md: the file would not be read. Name it content/essays/<id>.mdx.',
      'content/essays/first.mdx: the file has the same id as content/essays/first.md. Rename one of the two.',
    ]);
  });
});

test('faults are in what was written, not in what schemas make of it', () => {
  const [fault] = contentFaults(sources(first, 'kind: retelling', 'kind: [a]'), today);
  expect(fault?.problem).toBe('"kind" is a list');
});

test('an essay of a later day can be linked to from that day on', () => {
  const later = edited(
    sources(second, '2020-01-01', '2026-01-02'),
    first,
    'A second paragraph.',
    'A [second](/essays/second/) paragraph.',
  );
  expect(contentFaults(later, '2026-01-01')).toHaveLength(1);
  expect(contentFaults(later, '2026-01-02')).toHaveLength(0);
});

test('a file with a fault is there for those that refer to it', () => {
  const some = edited(
    sources(first, 'title:', 'titel:'),
    second,
    'It goes on.',
    'It [goes on](/essays/first/#a-heading).',
  );
  expect(messages(some)).toEqual([
    `${first}:2: "title" is missing. Write the title, at most 60 characters, with typographic punctuation; search engines cut longer ones.`,
    `${first}:2: "titel" is not a key here. Did you mean "title"?`,
  ]);
});

test('a mark of byte order and comments are no fault', () => {
  expect(messages(edited(sources(), first, '---', '\uFEFF---'))).toEqual([]);
  expect(messages(sources(second, 'It goes on.', 'It goes on.{/* later */}'))).toEqual([]);
});
