import { describe, expect, test } from 'vitest';
import { contentErrors } from '../../../src/check/check.ts';
import type { Sources } from '../../../src/check/files.ts';
import { errorInWords } from '../../../src/check/errors.ts';
import { edited, sources, withFile } from '../../support/factories.ts';

const today = '2026-01-01';
const messages = (some: Sources) => contentErrors(some, today).map(errorInWords);

const first = 'content/essays/first.mdx';
const second = 'content/essays/second.mdx';
const author = 'content/authors/ann-doe.yaml';
const series = 'content/series/both.yaml';
const discussion = 'content/discussions/first.yaml';

const site = 'content/site.yaml';
const about = 'content/pages/about.mdx';
const page = '---\ntitle: A page\ndescription: What is on it.\ndraft: true\n---\n\nWords.\n';
const authority =
  'Write a domain or a mail address and a day on which it was yours, as in example.org,2026-11-22, before the first reader comes, and never change it: feeds, essays and books are known by it (RFC 4151).';

test('content without an error passes', () => {
  expect(messages(sources())).toEqual([]);
});

const exception = (check: string, text: string) =>
  `allow:\n  - check: ${check}\n    text: ${JSON.stringify(text)}\n    because: The source has it so.`;

// One error each: what it is, the edit that makes it, and the exact message.
const errors: Record<string, [Sources, string]> = {
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
    `${first}:2: "title" is 1984, which YAML reads as a number, and must be text. Put it in quotes, as in "1984".`,
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
    `${first}:16: the link "#no-such-place" leads to no place on that page. The ids of that page are: a-heading, source, comments, comment-one, comment-two, p1 to p2.`,
  ],
  'a paragraph that is not there': [
    sources(second, 'It goes on.', 'It [goes on](/essays/first/#p3).'),
    `${second}:13: the link "/essays/first/#p3" leads to no place on that page. Its last paragraph is #p2: “A second paragraph.”`,
  ],
  'a paragraph of a page without numbers': [
    sources(second, 'It goes on.', 'It [goes on](/about/#p3).'),
    `${second}:13: the link "/about/#p3" leads to no place on that page. The paragraphs of that page have no numbers: take out the part from # on.`,
  ],
  'a paragraph that has another number now': [
    sources(second, 'It goes on.', 'It [goes on](/essays/first/#p1:~:text=A%20second).'),
    `${second}:13: the link "/essays/first/#p1:~:text=A%20second" leads to a paragraph that does not have its words. Paragraph 2 has them now: write p2 for p1.`,
  ],
  'a paragraph whose words are gone': [
    sources(second, 'It goes on.', 'It [goes on](/essays/first/#p1:~:text=No%20such,words).'),
    `${second}:13: the link "/essays/first/#p1:~:text=No%20such,words" leads to a paragraph that does not have its words. Copy them as they stand there now: “A first paragraph with a note.”`,
  ],
  'a heading that has the id of a paragraph': [
    sources(first, '## A heading', '## P2'),
    `${first}:14: a heading would have the id "p2", which the page has for a part of its own. Word the heading differently.`,
  ],
  'a comment on a paragraph whose words are not there': [
    sources(discussion, '    text: It is so', '    passage: nobody wrote this\n    text: It is so'),
    `${discussion}:6: no paragraph of the essay has the words "nobody wrote this". Copy some words of one paragraph as they stand there, without stresses and notes.`,
  ],
  'a comment on a paragraph that has other words': [
    sources(
      discussion,
      '    text: It is so',
      '    passage: Another second paragraph\n    text: It is so',
    ),
    `${discussion}:6: no paragraph of the essay has the words "Another second paragraph". Did you mean “A second paragraph.”?`,
  ],
  'a comment on a paragraph that is not there': [
    sources(discussion, '    text: It is so', '    passage: 3\n    text: It is so'),
    `${discussion}:6: no paragraph of the essay has the number 3. The last is 2: “A second paragraph.”`,
  ],
  'a link to a draft': [
    edited(
      sources(second, 'kind: original', 'kind: original\ndraft: true'),
      first,
      'A second paragraph.',
      'A [second](/essays/second/) paragraph.',
    ),
    `${first}:16: the link "/essays/second/" leads to a page that is not published on 2026-01-01. Publish it first, or take the link out.`,
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
    `${second}:13: the text has raw HTML in it, <script>. Write Markdown. The components are Aside, CallOut, EditorNote, Epigraph, Figure, PullQuote, Questions, Verse.`,
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
  'a tag, which Astro cannot read': [
    sources(first, 'title: The first', 'title: !First'),
    `${first}:2: the data of the file cannot be read (Unresolved tag: !First). Put a value that has ": " or " #" in it, or begins with a sign, in double quotes.`,
  ],
  'aliases that lead to too much': [
    withFile(
      'content/authors/bob-roe.yaml',
      `a: &a [${'x, '.repeat(20)}]\nb: &b [${'*a, '.repeat(20)}]\nc: [${'*b, '.repeat(20)}]\n`,
    ),
    'content/authors/bob-roe.yaml:1: the data of the file cannot be read (Excessive alias count indicates a resource exhaustion attack). Put a value that begins with * or & in quotes.',
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
  'code below a comment that ends with its line': [
    sources(second, 'It goes on.', 'It {// a\u2028process.exit(3)\n} goes on.'),
    `${second}:13: the text has JavaScript in it, {// a\u2028process.exit(3)\n}. Write \\{ where a brace is meant.`,
  ],
  'an image of another site by reference': [
    sources(second, 'It goes on.', '![A picture][pic]\n\n[pic]: https://example.org/a.png'),
    `${second}:13: the image "https://example.org/a.png" comes from another site. Put the file beside the essay: readers’ browsers ask nobody else.`,
  ],
  'an image whose address cannot be read': [
    sources(second, 'It goes on.', '![A picture](./a%zz.png)'),
    `${second}:13: the image "./a%zz.png" has ?, #, % or \\ in its address. Name the file with letters, digits, dots and hyphens, and write the address with /.`,
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
    `${second}:13: a heading would have the id "source", which the page has for a part of its own. Word the heading differently.`,
  ],
  'a heading that takes the id of the switch of the theme': [
    sources(second, 'It goes on.', '## Theme\n\nIt goes on.'),
    `${second}:13: a heading would have the id "theme", which the page has for a part of its own. Word the heading differently.`,
  ],
  'a bidirectional control character written as an escape': [
    sources(first, 'The first\n', '"The \\u202Efirst"\n'),
    `${first}:2: "title" has an unseen control character in it, U+202E. Delete it; write the words again by hand if it cannot be found.`,
  ],
  'a bidirectional control character written as an entity': [
    sources(second, 'It goes on.', 'It &#x202E;goes on.'),
    `${second}:13: the text has an unseen control character in it, U+202E. Delete it; write the words again by hand if it cannot be found.`,
  ],
  'a file that is not UTF-8': [
    sources(second, 'It goes on.', 'It \uFFFD goes on.'),
    `${second}:13: the file is not UTF-8 from here on. Save it as UTF-8, and look whether its letters are still there.`,
  ],
  'a heading in the Markdown of a YAML file': [
    sources(author, 'Nothing is known', '# Nothing\n\n  is known'),
    `${author}:5: the text has a heading in it. Take it out: only essays and pages can have one.`,
  ],
  'an image in the Markdown of a YAML file': [
    sources(author, 'Nothing is known', '![Nothing](/a.png) is known'),
    `${author}:5: the text has an image in it. Take it out: only essays and pages can have one.`,
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
  'a straight apostrophe': [
    sources(second, 'It goes on.', "It doesn't go on."),
    `${second}:13: "doesn't" has a straight quotation mark or apostrophe. Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.`,
  ],
  'straight quotation marks in the second line of a paragraph': [
    sources(second, 'It goes on.', 'It goes on\nand *says* "so", "so" and so.'),
    `${second}:14: ""so"," has a straight quotation mark or apostrophe, and 3 more on the line. Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.`,
  ],
  'a straight apostrophe in a title': [
    sources(first, 'The first\n', "The first's\n"),
    `${first}:2: "first's" has a straight quotation mark or apostrophe. Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.`,
  ],
  'a straight apostrophe in what an image shows': [
    sources(second, 'It goes on.', "![Ann's picture](./picture.png)"),
    `${second}:13: "Ann's" has a straight quotation mark or apostrophe. Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.`,
  ],
  'a straight apostrophe in a comment': [
    sources(discussion, 'It is not.', "It isn't."),
    `${discussion}:10: "isn't." has a straight quotation mark or apostrophe. Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.`,
  ],
  'hyphens for a dash': [
    sources(second, 'It goes on.', 'It goes on -- and on.'),
    `${second}:13: "on -- and" has a hyphen for a dash. Write — between clauses and – between figures: a hyphen joins words.`,
  ],
  'a hyphen between spaces': [
    sources(author, 'Nothing is known', 'Nothing - nothing at all - is known'),
    `${author}:5: "Nothing - nothing" has a hyphen for a dash, and 1 more on the line. Write — between clauses and – between figures: a hyphen joins words.`,
  ],
  'full stops for an ellipsis': [
    sources(series, 'preface: Read', 'preface: Well... Read'),
    `${series}:3: "Well..." has full stops for an ellipsis. Write …: full stops can be parted at the end of a line.`,
  ],
  'two spaces': [
    sources(second, 'It goes on.', 'It goes  on.'),
    `${second}:13: "goes  on." has more than one space. Write one: pages show one, and mail and feeds may show them all.`,
  ],
  'two spaces in the reason of an answer': [
    sources(second, 'It says the', 'It  says the'),
    `${second}:10: "It  says" has more than one space. Write one: pages show one, and mail and feeds may show them all.`,
  ],
  'a word twice, over the end of a line': [
    sources(second, 'It goes on.', 'It goes on and\nand on.'),
    `${second}:13: "and and" is a word twice in a row. Take one of the two out: the eye skips it, and a voice reads it.`,
  ],
  'a word twice in a standfirst': [
    sources(first, 'How it begins', 'How it it begins'),
    `${first}:3: "it it" is a word twice in a row. Take one of the two out: the eye skips it, and a voice reads it.`,
  ],
  'a link called here': [
    sources(second, 'It goes on.', 'It goes on [here](/essays/first/).'),
    `${second}:13: the link "here" does not say where it leads. Let its words name what is there: those who listen go from link to link, without what stands between.`,
  ],
  'a link that says to click': [
    sources(author, 'Nothing is known', '[Click here](https://example.org/)! Nothing is known'),
    `${author}:5: the link "Click here" does not say where it leads. Let its words name what is there: those who listen go from link to link, without what stands between.`,
  ],
  'a bare address': [
    sources(second, 'It goes on.', 'It goes on at https://example.org/a--b.'),
    `${second}:13: the link "https://example.org/a--b" does not say where it leads. Let its words name what is there: those who listen go from link to link, without what stands between.`,
  ],
  'an exception that nothing needs': [
    sources(second, 'kind: original', `kind: original\n${exception('dashes', 'on -- on')}`),
    `${second}:8: nothing needs the exception from dashes for "on -- on". Write its words just as they stand in the text, or take the exception out.`,
  ],
  'an exception from one check where another finds something': [
    edited(
      sources(second, 'kind: original', `kind: original\n${exception('dashes', "doesn't")}`),
      second,
      'It goes on.',
      "It doesn't go on.",
    ),
    `${second}:17: "doesn't" has a straight quotation mark or apostrophe. Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.`,
  ],
  'an exception from a check that there is not': [
    sources(second, 'kind: original', `kind: original\n${exception('quotes', "doesn't")}`),
    `${second}:8: "allow.0.check" is "quotes". Name the check of style: straight-quotes, dashes, ellipses, double-spaces, wrong-encoding, repeated-words, british-spelling, link-text.`,
  ],
  'an exception without a reason': [
    sources(second, 'kind: original', 'kind: original\nallow: [{ check: dashes, text: a -- b }]'),
    `${second}:7: "allow.0.because" is missing. Say why they may stand.`,
  ],
  'an empty list of exceptions': [
    sources(author, 'name:', 'allow: []\nname:'),
    `${author}:1: "allow" is empty. List what a check of style finds and may yet stand, each with the keys check, text and because, or leave the key out.`,
  ],
  'an outside link whose address cannot be read': [
    sources(second, 'It goes on.', 'It [goes on](https://example.org:99a/x).'),
    `${second}:13: the link "https://example.org:99a/x" is not an address. Copy it from where the page is open, as in https://example.org/page.`,
  ],
  'an outside link whose address cannot be read, in a comment': [
    sources(discussion, 'It is not.', 'It [is](http://[::1/) not.'),
    `${discussion}:10: the link "http://[::1/" is not an address. Copy it from where the page is open, as in https://example.org/page.`,
  ],
  'a damaged image': [
    {
      ...sources(second, 'It goes on.', '![A picture](./picture.png)'),
      damagedImages: ['content/essays/picture.png'],
    },
    `${second}:13: the image "./picture.png" cannot be read: the file is damaged, cut short or no image. Copy it again from where it is whole, or save it anew as PNG, JPEG, WebP or AVIF.`,
  ],
  'a drawing that cannot be sized, of the folder of public files': [
    {
      ...sources(second, 'It goes on.', '![A picture](/favicon.svg)'),
      damagedImages: ['public/favicon.svg'],
    },
    `${second}:13: the image "/favicon.svg" does not say how large it is, or is damaged. Write width and height into its first tag, as in <svg width="300" height="200" …>, or save it anew.`,
  ],
  'an image as phones keep it': [
    {
      ...sources(second, 'It goes on.', '![A picture](/photo.heic)'),
      publicFiles: ['favicon.svg', 'photo.heic'],
    },
    `${second}:13: the image "/photo.heic" is in a format that browsers do not show. Save it as JPEG, PNG, WebP or AVIF.`,
  ],
  'a caption within a paragraph': [
    sources(second, 'It goes on.', 'It goes ![on](/favicon.svg "On and on").'),
    `${second}:13: the image "/favicon.svg" has a caption, and words beside it. Put it into a paragraph of its own, between empty lines.`,
  ],
  'a straight apostrophe in a caption': [
    sources(second, 'It goes on.', '![On](/favicon.svg "It isn\'t")'),
    `${second}:13: "isn't" has a straight quotation mark or apostrophe. Write “ ” or ‘ ’ around words and ’ for an apostrophe: a straight one does not say which it is.`,
  ],
  'a text that is to be written': [
    sources(author, 'standfirst: A writer.', 'standfirst: To be written.'),
    `${author}:3: "standfirst" is to be written. Say in one line, at most 200 characters, who the author is.`,
  ],
  'an essay that is to be written': [
    sources(second, 'It goes on.', 'To be written.'),
    `${second}:12: the essay is to be written. Write it, or keep draft: true until it is there.`,
  ],
  'a standfirst that search engines would cut': [
    sources(series, 'standfirst: The two of them.', `standfirst: ${'x'.repeat(201)}`),
    `${series}:2: "standfirst" is longer than 200 characters: ${'x'.repeat(201)}. Say in at most 200 characters what the series is.`,
  ],
  'a title of a series that search engines would cut': [
    sources(series, 'title: Both', `title: ${'x'.repeat(61)}`),
    `${series}:1: "title" is longer than 60 characters: ${'x'.repeat(61)}. Write the title of the series, at most 60 characters.`,
  ],
  'a series without essays': [
    sources(series, '[first, second]', '[]'),
    `${series}:4: "essays" is empty. List the slugs of the essays in reading order.`,
  ],
  'a line with one end': [
    sources(series, /  end:\n.*\n.*\n/, ''),
    `${series}:5: "line.end" is missing. Give the label and the meaning of the end of the line.`,
  ],
  'a discussion without comments': [
    sources(discussion, /comments:\n[^]*/, 'comments: []\n'),
    `${discussion}:3: "comments" is empty. List the comments in the order in which they stood.`,
  ],
  'an unknown kind of comment': [
    sources(discussion, 'kind: comment', 'kind: tweet'),
    `${discussion}:5: "comments.0.kind" is "tweet". Write comment, pingback or reblog.`,
  ],
  'half a comment claimed': [
    sources(discussion, 'claimed: 3', 'claimed: 2.5'),
    `${discussion}:2: "claimed" is 2.5, and must be a whole number. Write the number of comments that the source claimed, where it claimed one.`,
  ],
  'an author whose list of keys is a list': [
    withFile('content/authors/bob-roe.yaml', '- name: Bob\n'),
    'content/authors/bob-roe.yaml:1: "" is a list, and must be a set of keys. Begin the file with its keys, between two lines of three hyphens.',
  ],
  'a site without its file': [
    { ...sources(), files: sources().files.filter(({ path }) => path !== site) },
    `${site}: the file is missing. Write it, with the keys title, description, language and tagAuthority.`,
  ],
  'a language with an underscore': [
    sources(site, 'language: en', 'language: en_US'),
    `${site}:3: "language" is not a language tag: en_US. Write the language of the pages as a BCP 47 tag, as in en, en-US or fr.`,
  ],
  'a language that has the form of a tag and is none': [
    sources(first, 'kind: retelling', 'language: en-x\nkind: retelling'),
    `${first}:6: "language" is not a language tag: en-x. Write the language of the essay as a BCP 47 tag where it is not that of the site, as in fr, or leave the key out.`,
  ],
  'a number that nobody counts': [
    sources(site, '{Essays}', '{number}'),
    `${site}:2: "description" has a brace that stands for nothing: {number} that contradict each other.. Say in at most 200 characters what the site is; search engines and feeds show it. {essays} and {Essays} become the number of essays in words here too.`,
  ],
  'an authority without a day': [
    sources(site, 'example.org,2020-01-01', 'example.org'),
    `${site}:4: "tagAuthority" is not the authority of a tag: example.org. ${authority}`,
  ],
  'an authority of 30 February': [
    sources(site, 'example.org,2020-01-01', 'ann@example.org,2020-02-30'),
    `${site}:4: "tagAuthority" has a date that is none: ann@example.org,2020-02-30. ${authority}`,
  ],
  'a page in the navigation that is not there': [
    sources(site, 'about]', 'abuot]'),
    `${site}:5: there is no page "abuot". Did you mean "about"?`,
  ],
  'a page in the navigation twice': [
    sources(site, 'about]', 'essays]'),
    `${site}:5: the navigation has "essays" twice. Take one of the two out.`,
  ],
  'a draft in the navigation': [
    sources(about, 'title: About', 'title: About\ndraft: true'),
    `${site}:5: the page "about" is a draft. Publish it first, or take its name out.`,
  ],
  'a contact that is no address': [
    sources(site, 'language: en', 'language: en\ncontact: ann@example.org'),
    `${site}:4: "contact" is not an address: ann@example.org. Write the address at which whoever holds rights to a text reaches you, beginning with mailto: or https://, or leave the key out.`,
  ],
  'a check of style that there is not': [
    sources(site, 'language: en', 'language: en\nchecks: [commas]'),
    `${site}:4: "checks.0" is "commas". List the checks of style that apply (straight-quotes, dashes, ellipses, double-spaces, wrong-encoding, repeated-words, british-spelling, link-text), or leave the key out, for all that the language has; [] is none.`,
  ],
  'a broken link at the foot': [
    sources(site, 'language: en', 'language: en\nfooter: What [this](/abuot/) is.'),
    `${site}:4: the link "/abuot/" leads to no page of this site. Did you mean "/about/"?`,
  ],
  'a page without a title': [
    sources(about, 'title: About\n', ''),
    `${about}:2: "title" is missing. Write the title of the page, at most 60 characters; home.mdx has none.`,
  ],
  'an opening with a title': [
    sources('content/pages/home.mdx', '---\n---', '---\ntitle: Home\n---'),
    'content/pages/home.mdx:2: the opening of the home page has the key "title". Take it out: what the home page is called stands in content/site.yaml.',
  ],
  'a page without text': [
    sources(about, /\nWhat this is\.\n[^]*/, ''),
    `${about}:5: the page has no text. Write it below the second line of three hyphens.`,
  ],
  'a page where the site has one': [
    withFile('content/pages/search.mdx', page),
    'content/pages/search.mdx: "search" cannot be a page. Choose another name: the site has something of its own there.',
  ],
  'a public file where a written page is': [
    { ...sources(), publicFiles: ['about/picture.png'] },
    'public/about/picture.png: the file would stand where the site has a page of its own. Rename it, or take it out.',
  ],
  'a component of pages in an essay': [
    sources(second, 'It goes on.', 'It goes on.\n\n<Privacy />'),
    `${second}:15: <Privacy> is not a component. The components are Aside, CallOut, EditorNote, Epigraph, Figure, PullQuote, Questions, Verse.`,
  ],
  'a component with text in it that has none': [
    sources(about, '<Privacy />', '<Privacy>All of it.</Privacy>'),
    `${about}:10: <Privacy> has text in it. Write it alone, <Privacy />.`,
  ],
  'a link to a draft of a page': [
    {
      ...sources(),
      files: [
        ...sources(second, 'It goes on.', 'It [goes on](/imprint/).').files,
        { path: 'content/pages/imprint.mdx', text: page },
      ],
    },
    `${second}:13: the link "/imprint/" leads to a page that is not published on 2026-01-01. Publish it first, or take the link out.`,
  ],
  'a link called here in French': [
    edited(
      sources(second, 'It goes on.', 'Cliquez [ici](/essays/first/).'),
      second,
      'kind: original',
      'kind: original\nlanguage: fr',
    ),
    `${second}:14: the link "ici" does not say where it leads. Let its words name what is there: those who listen go from link to link, without what stands between.`,
  ],
  ...Object.fromEntries(
    ['./p.png?raw', './p.png#x', '.\\p.png', './a%2520b.png'].map((address) => [
      `an image at ${address}`,
      [
        {
          ...sources(second, 'It goes on.', `![A picture](${address})`),
          otherFiles: ['content/essays/p.png', 'content/essays/a%20b.png'],
        },
        `${second}:13: the image "${address}" has ?, #, % or \\ in its address. Name the file with letters, digits, dots and hyphens, and write the address with /.`,
      ],
    ]),
  ),
};

const inBody = (text: string) => {
  const some = sources(second, 'It goes on.', '@@');
  return {
    ...some,
    files: some.files.map(({ path, text: written }) => ({
      path,
      text: written.replace('@@', () => text),
    })),
  };
};
const titled = (title: string) => sources(first, 'title: The first', `title: ${title}`);
const unseen = (where: string, code: string) =>
  `${where} has an unseen control character in it, U+${code}. Delete it; write the words again by hand if it cannot be found.`;
const otherEncoding =
  'has letters that another encoding has made of one. Write the letter itself, as in ’ for â€™ or é for Ã©, and save the file as UTF-8.';
const noAddress =
  'is not an address. Copy it from where the page is open, as in https://example.org/page.';
const taken = (id: string) =>
  `a heading would have the id "${id}", which the page has for a part of its own. Word the heading differently.`;
const noWords = 'the heading has no words in it. Write some: links and contents call it by them.';
const tooDeep =
  'quotations, lists, components or stresses nest too deep here. Write it flatter: a few within one another are enough.';

/** Values that YAML reads as another kind than they look. */
const words: Record<string, string> = {
  ...{ '1984': 'a number', '1e3': 'a number', '1.50': 'a number', '0x1F': 'a number' },
  ...{ '.inf': 'a number', True: 'true or false', false: 'true or false' },
  ...{ null: 'nothing', '~': 'nothing' },
};
for (const [word, kind] of Object.entries(words)) {
  const says = `is ${word}, which YAML reads as ${kind}, and must be text. Put it in quotes, as in "${word}".`;
  const at = (key: string, path: string, from: string, to: string) => {
    errors[`${word} as "${key}" of ${path}`] = [
      sources(path, from, to),
      expect.stringMatching(
        new RegExp(`^${path}:\\d+: "${key}" ${says.replace(/[.*+?()]/g, '\\$&')}$`),
      ),
    ];
  };
  at('title', first, 'title: The first\n', `title: ${word}\n`);
  at('surname', author, 'surname: Doe', `surname: ${word}`);
  at('standfirst', series, 'standfirst: The two of them.', `standfirst: ${word}`);
  at('comments.0.text', discussion, 'text: It is so.', `text: ${word}`);
  at('description', about, 'description: What this is.', `description: ${word}`);
  at('answers.0.how', second, 'how: It says the contrary.', `how: ${word}`);
}

Object.assign(errors, {
  'the id of an essay that is a number': [
    sources(series, '[first, second]', '[first, 1984]'),
    `${series}:4: "essays.1" is 1984, which YAML reads as a number, and must be text. Put it in quotes, as in "1984".`,
  ],
  'a year in the form of a number': [
    sources(first, '  title: The first of all', '  date: 1e3'),
    `${first}:8: "source.date" is 1e3, which YAML reads as a number. Write the date as far as it is known (2013, 2013-09 or 2013-09-30), or leave the key out.`,
  ],
  'yes for true': [
    sources(first, 'kind: retelling', 'draft: yes\nkind: retelling'),
    `${first}:6: "draft" is "yes", and must be true or false. Write true to keep the essay out of the build, or leave the key out.`,
  ],
  'a title that a comment cuts': [
    titled('The #1 of all'),
    `${first}:2: "title" ends before " #1 of all", which YAML reads as a comment. Put the whole value in double quotes, or the comment on a line of its own.`,
  ],
  'a title that is a comment': [
    titled('#first'),
    `${first}:2: "title" is empty: what follows a # is a comment. Put a value with a # in it in double quotes.`,
  ],
  'a title that loses its beginning': [
    titled('&Partners go on'),
    `${first}:2: "title" begins with &Partners, which YAML reads as a name for what follows. Put the whole value in double quotes.`,
  ],
  'lists within lists by the thousand': [
    withFile('content/authors/bob-roe.yaml', `a: ${'['.repeat(9000)}`),
    'content/authors/bob-roe.yaml:1: the data of the file cannot be read (it nests too deep). Write it flatter.',
  ],
  'a frontmatter without an end': [
    withFile('content/essays/third.mdx', '---\ntitle: A\n\nWords.\n'),
    'content/essays/third.mdx:1: the data of the file cannot be read (its frontmatter has no end). Write a line of three hyphens below its keys.',
  ],
  'an empty line before the frontmatter': [
    withFile('content/essays/third.mdx', '\n---\ntitle: A\n---\nWords.\n'),
    'content/essays/third.mdx:1: the data of the file cannot be read (there is something before its frontmatter). Take out the empty lines and spaces before the first three hyphens.',
  ],
  ...Object.fromEntries(
    [
      ...[
        ['\\0', '0000'],
        ['\\x0b', '000B'],
        ['\\e', '001B'],
        ['\\a', '0007'],
        ['\\x7f', '007F'],
      ],
      ...[
        ['\\N', '0085'],
        ['\\uD83D', 'D83D'],
        ['\\u061C', '061C'],
        ['\\U000E0001', 'E0001'],
      ],
    ].map(([escape = '', code = '']) => [
      `${escape} in a title`,
      [titled(`"The ${escape}first"`), `${first}:2: ${unseen('"title"', code)}`],
    ]),
  ),
  ...Object.fromEntries(
    [
      ...[
        ['a&ZeroWidthSpace;b', '200B', 'text'],
        ['a&lrm;b', '200E', 'text'],
      ],
      ...[
        ['a\uFEFFb', 'FEFF', 'line'],
        ['a\u061Cb', '061C', 'line'],
        ['a\u200Db', '200D', 'line'],
      ],
      ...[
        ['a\u200Cb', '200C', 'line'],
        ['a\u{E0001}b', 'E0001', 'line'],
        ['a\u2028b', '2028', 'line'],
      ],
    ].map(([text = '', code = '', what = '']) => [
      `U+${code} in the ${what}`,
      [inBody(text), `${second}:13: ${unseen(`the ${what}`, code)}`],
    ]),
  ),
  ...Object.fromEntries(
    ['Donâ€™t', 'cafÃ©', 'Â©2020', 'Ð¿Ñ€Ð¸Ð²ÐµÑ‚', 'ðŸ˜€', 'It‚Äôs', 'zażÃ³'].map((text) => [
      `the other encoding of ${text}`,
      [inBody(text), `${second}:13: "${text}" ${otherEncoding}`],
    ]),
  ),
  'the other encoding in a title': [titled('Itâ€™s'), `${first}:2: "Itâ€™s" ${otherEncoding}`],
  ...Object.fromEntries(
    [
      ...['https://[::1]/', 'http://example.com:port/', 'https://192.168.0.256/', 'https://%zz/'],
      'https://a b.org/',
    ].map((address) => [
      `the address ${address}`,
      [inBody(`It [goes on](<${address}>).`), `${second}:13: the link "${address}" ${noAddress}`],
    ]),
  ),
  'an address that is none, in the text itself': [
    inBody('It goes on at www.[x].org.'),
    `${second}:13: the link "http://www.[x].org" ${noAddress}`,
  ],
  'an address apart that no link has': [
    inBody('It goes on.\n\n[Editors]: So_it_is.'),
    `${second}:15: no text refers to the address [Editors]. Refer to it, [words][Editors], or take it out; write \\[ where the line is text, {/* … */} for a comment.`,
  ],
  'an address apart that is there twice': [
    inBody('It [goes][a] on.\n\n[a]: /about/\n\n[A]: /authors/'),
    `${second}:17: the address [A] is there twice. Take one of the two out: only the first counts.`,
  ],
  'a first line of four hyphens': [
    withFile('content/essays/third.mdx', '----\ntitle: A\n----\n\nWords.\n'),
    'content/essays/third.mdx:1: the data of the file cannot be read (its first line is not three hyphens and nothing else). Begin the file with its keys between two lines of ---.',
  ],
  'a space that does not break before a key': [
    sources(first, '  title: The first of all', '  title: The first of all\n\u00A0 place: there'),
    `${first}:9: before "place" stands a space that does not break. Indent with plain spaces.`,
  ],
  'a picture beside a series': [
    { ...sources(), otherFiles: ['content/series/both.jpg'] },
    'content/series/both.jpg: no picture of this folder is shown. Put it beside the essay, the page or the author that shows it.',
  ],
  'a picture beside an author that no author names': [
    { ...sources(), otherFiles: ['content/authors/ann-doe.jpg'] },
    'content/authors/ann-doe.jpg: no author shows the picture. Name it in the file of an author, as in picture: { file: ann-doe.jpg, alt: What it shows }, or take it out.',
  ],
  'a picture of an author that is not there': [
    sources(author, 'surname: Doe', 'surname: Doe\npicture:\n  file: ann.jpg\n  alt: Ann Doe'),
    `${author}:4: the image "./ann.jpg" is not there. Put it at content/authors/ann.jpg.`,
  ],
  'a picture of an author without words': [
    sources(author, 'surname: Doe', 'surname: Doe\npicture:\n  file: ann.jpg'),
    `${author}:3: "picture.alt" is missing. Say what it shows, for those who do not see it.`,
  ],
  'a link of an author that is none': [
    sources(author, 'surname: Doe', 'surname: Doe\nlinks: [example.org/ann]'),
    `${author}:3: "links.0" is not an address: example.org/ann. List where else the author is to be found, each an address that begins with https://, http:// or mailto:, or leave the key out.`,
  ],
  'a topic written in two ways': [
    edited(
      sources(first, 'kind: retelling', 'kind: retelling\ntopics: [Hand tools]'),
      second,
      'kind: original',
      'kind: original\ntopics: [Hand-Tools]',
    ),
    `${second}:7: the topic "Hand-Tools" is "Hand tools" in ${first}, and both have the address /topics/hand-tools/. Write it the same way in both.`,
  ],
  'a topic twice': [
    sources(second, 'kind: original', 'kind: original\ntopics: [Wood, wood]'),
    `${second}:7: the topic "wood" is there twice. Take one of the two out.`,
  ],
  'a topic without a letter': [
    sources(second, 'kind: original', 'kind: original\ntopics: ["?!"]'),
    `${second}:7: "topics.0" has no letter for an address: ?!. List what the essay is about in a few words each, at most 40 characters, as in [Hand tools, Wood], the same words for the same topic in every essay; or leave the key out.`,
  ],
  'a link to a topic that no essay has': [
    sources(second, 'It goes on.', '[Wood](/topics/wood/) goes on.'),
    `${second}:13: the link "/topics/wood/" leads to no page of this site. Pages of this site look like "/essays/…/".`,
  ],
  'a document among the essays': [
    { ...sources(), otherFiles: ['content/essays/third.docx'] },
    'content/essays/third.docx: the file is no text that the site reads. Put it into public/, if readers are to have it, or take it out.',
  ],
  'a file of YAML in two parts': [
    sources(series, 'standfirst: The two', '---\nstandfirst: The two'),
    `${series}:2: the data of the file cannot be read (Source contains multiple documents; please use YAML.parseAllDocuments()). Take out the lines of three hyphens: a file of YAML has one part.`,
  ],
  'a sentence with a colon in a list': [
    sources(second, 'kind: original', 'kind: original\ntakeaways:\n  - Note: be kind.'),
    `${second}:8: "takeaways.0" is a set of keys, and must be text. Put the whole value in double quotes: ": ", [ and { begin something else in YAML.`,
  ],
  'a title in brackets': [
    titled('[sic]'),
    `${first}:2: "title" is a list, and must be text. Put the whole value in double quotes: ": ", [ and { begin something else in YAML.`,
  ],
  'the ends of lines of an old Macintosh': [
    withFile('content/essays/third.mdx', '---\rtitle: A\r---\rWords.\r'),
    'content/essays/third.mdx:1: the data of the file cannot be read (its lines end with carriage returns alone). Save it with the ends of lines of Unix or Windows.',
  ],
  'the name of no sign': [
    inBody('It&nbps;goes on, and &amp;nbps; is meant.'),
    `${second}:13: "&nbps;" is the name of no sign. Write the sign itself, or \\& where the name is meant.`,
  ],
  'an empty note': [
    inBody('It goes on.[^a]\n\n[^a]:'),
    `${second}:15: the note [^a] is empty. Write it behind its name, or take it out.`,
  ],
  'a note by a name in two words': [
    inBody('It goes on.[^a b]\n\n[^a b]: note'),
    `${second}:13: [^a b] is not the name of a note. Use letters a to z, digits and hyphens, as in [^first-note].`,
  ],
  'an image without an address': [
    inBody('![A picture]()'),
    `${second}:13: an image has no address. Write it: ![what it shows](./file.png).`,
  ],
  'a note in a heading': [
    inBody('## The *counter[^a]*\n\nText.\n\n[^a]: A note.'),
    `${second}:13: the note [^a] stands in a heading. Let it stand in the text: put it behind a word there.`,
  ],
  'a note in a link': [
    inBody('[The first[^a]](/essays/first/).\n\n[^a]: A note.'),
    `${second}:13: the note [^a] stands in the words of a link. Let it stand in the text: put it behind a word there.`,
  ],
  'a heading in a note': [
    inBody('Text.[^a]\n\n[^a]: A note.\n\n    ## A heading'),
    `${second}:15: the note [^a] has a heading in it. Take it out, or write it as words in ** on both sides.`,
  ],
  ...Object.fromEntries(
    ['## ', '## “…”', '## 🎉', '## ![A picture](./picture.png)', '## {/* soon */}'].map((text) => [
      `the heading ${text}`,
      [inBody(`${text}\n\nText.`), `${second}:13: ${noWords}`],
    ]),
  ),
  'a heading with the id of a note': [
    inBody('## Fn a\n\nText.[^a]\n\n[^a]: A note.'),
    `${second}:13: ${taken('fn-a')}`,
  ],
  'a heading with the id of the second reference of a note': [
    inBody('## Fnref a-2\n\nText[^a] and text.[^a]\n\n[^a]: A note.'),
    `${second}:13: ${taken('fnref-a-2')}`,
  ],
  'a heading with the id of a comment': [
    sources(first, '## A heading', '## Comment one'),
    `${first}:14: ${taken('comment-one')}`,
  ],
  'a heading with the id of the writer of a comment': [
    sources(first, '## A heading', '## Comment one — by'),
    `${first}:14: ${taken('comment-one--by')}`,
  ],
  'a heading with the id that a comment of a reader may have': [
    inBody('## Comment 12\n\nText.'),
    `${second}:13: ${taken('comment-12')}`,
  ],
  'a heading of the home page with the id of a series': [
    sources('content/pages/home.mdx', 'Two essays disagree.', '## Both\n\nDisagree.'),
    `content/pages/home.mdx:4: ${taken('both')}`,
  ],
  'a series with an id of the home page': [
    withFile('content/series/theme.yaml', 'title: T\nstandfirst: A.\nessays: [first]\n'),
    'content/series/theme.yaml: "theme" cannot be a series. Choose another id: the home page has a part of its own by it.',
  ],
  ...Object.fromEntries(
    Object.entries({
      'quotations on one line': [inBody(`${'> '.repeat(5000)}so`), 13],
      'lists on one line': [inBody(`${'- '.repeat(1000)}so`), 13],
      'quotations in a comment': [
        sources(discussion, 'text: It is so.', `text: "${'> '.repeat(5000)}so"`),
        6,
        discussion,
      ],
      components: [inBody(`${'<Aside>\n'.repeat(600)}\nSo.\n\n${'</Aside>\n'.repeat(600)}`), 53],
      stresses: [inBody(`${'*a '.repeat(5000)}${'b*'.repeat(5000)}`), 13],
    } satisfies Record<string, [Sources, number, string?]>).map(
      ([what, [some, line, path = second]]) => [
        `thousands of ${what}`,
        [some, `${path}:${line}: ${tooDeep}`],
      ],
    ),
  ),
  'a photograph as phones write them': [
    { ...sources(), otherFiles: ['content/essays/IMG_1234.HEIC'] },
    'content/essays/IMG_1234.HEIC: the picture is in a format that browsers do not show. Save it as JPEG, PNG, WebP or AVIF.',
  ],
  'an image that is too large': [
    { ...inBody('![A picture](./picture.png)'), largeImages: ['content/essays/picture.png'] },
    `${second}:13: the image "./picture.png" has more pixels than can be read, over 268 million. Save it smaller: no page shows it more than 2,000 pixels wide.`,
  ],
} satisfies typeof errors);

describe('the build names', () => {
  test.each(Object.entries(errors))('%s', (_, [some, message]) => {
    const said = messages(some);
    expect(said).toContainEqual(message);
    expect(said.join('\n')).not.toMatch(/^ {4}at |Error:/m); // No stack.
  });
});

test('letters that join by signs without width, signs of several persons, and other letters pass', () => {
  for (const text of [
    'می‌خواهم',
    'क्‍ष',
    'A 👨‍👩‍👧 with a 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and a ❤️‍🔥.',
    'co&shy;operate, a&nbsp;b',
    'Ø đ ß æ þ ł',
  ]) {
    expect(messages(inBody(text)), text).toEqual([]);
  }
  expect(messages(titled('"The \\U0001F600"'))).toEqual([]);
  for (const text of ['NÃO! AMANHÃ»', 'Ângela, Å’s, ÞÐ', 'Ä…']) {
    const some = edited(inBody(text), second, 'kind: original', 'kind: original\nlanguage: pt');
    expect(messages(some).join(), text).not.toContain('encoding');
  }
});

test('an essay on encodings may show them, where it says so', () => {
  const some = edited(
    inBody('He read Donâ€™t.'),
    second,
    'kind: original',
    `kind: original\n${exception('wrong-encoding', 'Donâ€™t')}`,
  );
  expect(messages(some)).toEqual([]);
});

test('comments beside values that are not read, and signs within quotation marks, pass', () => {
  for (const [from, to] of [
    ['published: 2020-01-01', 'published: 2020-01-01 # The day of the fair.'],
    ['title: The second', 'title: "The #1 of all" # Or so.'],
    ['title: The second', 'title: The C#-second&third'],
    ['kind: original', 'kind: original\ntakeaways:\n  - |\n    A #1.'],
  ] as const) {
    expect(messages(sources(second, from, to)), to).toEqual([]);
  }
});

test('a long list of links is not deep', () => {
  const items = Array.from({ length: 1500 }, () => '- [about](/about/) and *more*');
  expect(messages(inBody(items.join('\n')))).toEqual([]);
});

test('spaces behind the hyphens of the frontmatter pass', () => {
  expect(messages(sources(second, /^---\n/, '---  \n'))).toEqual([]);
});

test('the errors of the data of a file and of its text are told at once', () => {
  const text = 'It [goes on](/nowhere/) -- so.';
  const of = (from: string, to: string) => messages(edited(inBody(text), second, from, to));
  const nowhere = `${second}:13: the link "/nowhere/" leads to no page of this site. Pages of this site look like "/essays/…/".`;
  expect(of('title: The second', 'titel: The second')).toEqual([
    expect.stringContaining('"title" is missing'),
    expect.stringContaining('"titel" is not a key here'),
    nowhere,
    expect.stringContaining('has a hyphen for a dash'),
  ]);
  // What of its style may stand is not known where its data cannot be read.
  expect(of('title: The second', 'title: a: b')).toEqual([
    expect.stringContaining('the data of the file cannot be read'),
    nowhere,
  ]);
});

test('links lead to files of the site, and to what the build makes', () => {
  const linked = (address: string) =>
    messages({ ...inBody(`It [goes on](${address}).`), publicFiles: ['hand out.pdf'] });
  for (const address of [
    ...['/hand%20out.pdf', '/atom.xml', '/feed.json', '/rss.xml', '/sitemap-index.xml'],
    ...['/series/both/both.epub', '/series/both/complete/', '/series/both/atom.xml'],
    ...[
      '/cards/essays/first.png',
      '/feed.css',
      '/authors/ann-doe/feed.json',
      '/search/?q=so',
      '/essays/first/?a=b#a-heading',
    ],
  ]) {
    expect(linked(address), address).toEqual([]);
  }
  expect(linked('/comments.xml')).toHaveLength(1);
  expect(messages({ ...inBody('[It goes on](/comments.xml).'), hasComments: true })).toEqual([]);
  expect(linked('/atom.xm')).toEqual([
    `${second}:13: the link "/atom.xm" leads to no page of this site. Did you mean "/atom.xml"?`,
  ]);
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

test('errors are in what was written, not in what schemas make of it', () => {
  const [error] = contentErrors(sources(first, 'kind: retelling', 'kind: [a]'), today);
  expect(error?.problem).toBe('"kind" is a list');
});

test('an essay of a later day can be linked to from that day on', () => {
  const later = edited(
    sources(second, '2020-01-01', '2026-01-02'),
    first,
    'A second paragraph.',
    'A [second](/essays/second/) paragraph.',
  );
  expect(contentErrors(later, '2026-01-01')).toHaveLength(1);
  expect(contentErrors(later, '2026-01-02')).toHaveLength(0);
});

test('a file with an error is there for those that refer to it', () => {
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

test('a paragraph may be pointed at by its number, its words, or both', () => {
  for (const address of [
    '#p2',
    '#p2:~:text=A%20second',
    '#:~:text=A%20second',
    '#a-heading:~:text=A',
  ]) {
    const link = sources(second, 'It goes on.', `It [goes on](/essays/first/${address}).`);
    expect(messages(link), address).toEqual([]);
  }
  for (const passage of ['2', 'a SECOND']) {
    const comment = `    passage: ${passage}\n    text: It is so`;
    expect(messages(sources(discussion, '    text: It is so', comment)), passage).toEqual([]);
  }
});

test('a mark of byte order and comments are no error', () => {
  expect(messages(edited(sources(), first, '---', '\uFEFF---'))).toEqual([]);
  expect(messages(sources(second, 'It goes on.', 'It goes on.{/* later */}'))).toEqual([]);
});

test('an exception lets stand what it names, in texts of every kind, and nothing else', () => {
  const allowed = (path: string, before: string, from: string, to: string, text = to) =>
    messages(
      edited(
        sources(path, from, to),
        path,
        before,
        `${exception('straight-quotes', text)}\n${before}`,
      ),
    );
  expect(allowed(second, 'kind: original', 'It goes on.', "It doesn't go on.", "doesn't")).toEqual(
    [],
  );
  expect(allowed(first, 'kind: retelling', 'The first\n', "The 90's\n", "90's")).toEqual([]);
  expect(allowed(author, 'name:', 'Nothing is', "Nothing's")).toEqual([]);
  expect(allowed(series, 'title:', 'Read them', "Read 'em")).toEqual([]);
  expect(allowed(discussion, 'place:', 'It is not.', "It isn't.")).toEqual([]);
  // The same mark beside the words of the exception is an error still.
  expect(
    allowed(second, 'kind: original', 'It goes on.', "It doesn't, it doesn't, I don't.", "doesn't"),
  ).toEqual([expect.stringContaining('"don\'t." has')]);
});

test('style is for prose: code, addresses and names of notes are as they are', () => {
  const prose = [
    'Run `a  -- "b"...` on <Aside>it</Aside>.',
    "See [what it says](https://example.org/it's--here...) of ann--doe@example.org.",
    'In 1990–2000 she had “that” that he hadn’t; long-lived, well-known.',
    '    ```\n"x" -- y...\n```',
    '- one\n- two  \n  three\n\n---\n\nEnd.',
  ].join('\n\n');
  expect(messages(sources(second, 'It goes on.', prose.replace('    ```', '```')))).toEqual([]);
});

test('a draft may still be to be written', () => {
  const draft = edited(
    sources(second, 'It goes on.', 'To be written.'),
    second,
    'kind: original',
    'kind: original\ndraft: true',
  );
  expect(messages(edited(draft, second, 'How it goes on.', 'To be written.'))).toEqual([]);
});

test('British spelling is found in American English, and nowhere else', () => {
  const said = (language: string) =>
    messages(
      edited(
        sources(second, 'It goes on.', 'The colour of a realised neighbourhood.'),
        site,
        'language: en',
        `language: ${language}`,
      ),
    );
  expect(said('en-US')).toEqual([
    `${second}:13: "colour" is spelled the British way, and 2 more on the line. Write it the American way, as the rest of the texts are.`,
  ]);
  expect(said('en-GB')).toEqual([]);
  expect(said('en-CA')).toEqual([]);
});

test('the style of a text is that of its language, and of the site where it has none', () => {
  const written = (path: string, from: string, to: string) =>
    messages(edited(sources(second, 'It goes on.', 'Nous nous voyons - là.'), path, from, to));
  expect(written(second, 'kind: original', 'kind: original\nlanguage: fr-CA')).toEqual([]);
  expect(written(site, 'language: en', 'language: fr')).toEqual([]);
  expect(written(site, 'language: en', 'language: en-GB')).toHaveLength(2);
  expect(written(site, 'language: en', 'language: en\nchecks: [dashes]')).toEqual([
    expect.stringContaining('has a hyphen for a dash'),
  ]);
  expect(written(site, 'language: en', 'language: en\nchecks: []')).toEqual([]);
});

test('a page may have the components of essays and its own, and links to pages and their headings are right', () => {
  const text = '<Aside>So.</Aside>\n\n<Editions />\n\n[Privacy](#privacy), [home](/).';
  expect(messages(sources(about, '<Privacy />', text))).toEqual([]);
  expect(messages(sources(second, 'It goes on.', '[Privacy](/about/#privacy).'))).toEqual([]);
});

test('an unquoted date is text like any other', () => {
  const dated = edited(
    sources(author, 'name: Ann Doe', 'name: 2013-09-30'),
    first,
    'The first\n',
    '2013-09-30\n',
  );
  expect(messages(dated)).toEqual([]);
});
