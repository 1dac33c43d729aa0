import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';

// What other programs keep, as many posts as a test wants: with all that people write, and editors make of it.

/** The day of a post. */
const day = (index: number) =>
  `20${String(10 + (index % 15)).padStart(2, '0')}-0${1 + (index % 9)}-1${index % 10}`;

const titleOf = (index: number) =>
  index % 7 === 0
    ? `Post ${index}: a title that goes on and on, until nobody remembers how "it" had begun`
    : index % 5 === 0
      ? `It's "post" number ${index} -- & <b>more</b>`
      : `Post ${index}`;

const nameOf = (index: number) => `post-${index}`;

/** The text of a post in HTML. @param previous The address of the post before it, as it was. */
function htmlOf(index: number, previous: string, picture: string): string {
  return `<p>He said "it's fine" -- and left... Colour ${index} costs $5 or $10, and a * b * c is {x}.</p>
<h1>The first part</h1><p>See <a href="${previous}">the one before</a>, <a href="https://example.com/a_b?c=d&amp;e=f">an
address</a>, <a href="javascript:alert(1)">nothing</a> and https://example.com/${index}.</p>
<h4>Deeper</h4>
<ul><li>One<ul><li>Two <code>snake_case &lt;b&gt; {y}</code></li></ul></li><li>Three</li></ul>
<figure><img src="${picture}" alt="A square &quot;of&quot; red"><figcaption>Red, by Ann.</figcaption></figure>
<p><img src="${picture}"></p><p><img src="https://gone.example/uploads/gone-${index}.jpg" alt="Gone"></p>
<table><tr><th>Wood</th><th>Rings | years</th></tr><tr><td>Oak</td><td>312</td></tr></table>
<pre><code class="language-js">const a = { b: '&lt;c&gt;' };</code></pre>
<blockquote><p>E = mc<sup>2</sup>, H<sub>2</sub>O<br>and <em> spaces </em>inside.</p></blockquote>
<p><iframe src="https://video.example/${index}"></iframe></p><script>alert(1)</script>
<p>Some ==marks==, some ~tildes~, some [brackets] and [^nothing].</p>`;
}

function markdownOf(index: number, previous: string, picture: string): string {
  return `He said "it's fine" -- and left... Colour ${index} costs $5 or $10.[^1] {x}

# The first part

See [the one before](${previous}), [an address](https://example.com/a_b) and <b>raw HTML</b>.

### Deeper

- One
  - Two \`snake_case <b> {y}\`

![A square "of" red](${picture} "Red, by Ann.")

![](${picture})

| Wood | Rings |
| ---- | ----- |
| Oak  | 312   |

\`\`\`js
const a = { b: '<c>' }; // {{< youtube 1 >}} stays
\`\`\`

{{< youtube ${index} >}}

<div class="note">

In a *box*, H<sub>2</sub>O.

</div>

[^1]: The note, with "quotes".
`;
}

const square = (background: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .png()
    .toBuffer();

function write(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const indices = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Writes so many posts as a program keeps them, and says what to import. */
type Export = (folder: string, count: number) => Promise<string>;

const hugo: Export = async (folder, count) => {
  const posts = indices(count).map((index): [string, string] => {
    const toml = `title = ${JSON.stringify(titleOf(index))}\ndate = ${day(index)}T10:00:00+02:00\ntags = ["Wood", "Hand tools"]\nauthor = "Ann O'Doe"\naliases = ["/old/${index}/"]\n`;
    const text = markdownOf(index, `/posts/post-${index - 1}/`, '/images/red.png');
    return [`content/posts/${nameOf(index)}.md`, `+++\n${toml}+++\n\n${text}`];
  });
  write(folder, { ...Object.fromEntries(posts), 'static/images/red.png': await square('red') });
  return folder;
};

const jekyll: Export = async (folder, count) => {
  const posts = indices(count).map((index): [string, string] => {
    const yaml = `layout: post\ntitle: ${JSON.stringify(titleOf(index))}\ncategories: Notes\ntags: [wood, "hand tools"]\nauthor: Ann Doe\n`;
    const previous = `{{ site.baseurl }}{% post_url ${day(index - 1)}-${nameOf(index - 1)} %}`;
    const text = markdownOf(index, previous, '{{ site.baseurl }}/assets/red.png');
    return [`_posts/${day(index)}-${nameOf(index)}.md`, `---\n${yaml}---\n\n${text}`];
  });
  write(folder, { ...Object.fromEntries(posts), 'assets/red.png': await square('red') });
  return folder;
};

const astro: Export = async (folder, count) => {
  const posts = indices(count).map((index): [string, string] => {
    const yaml = `title: ${JSON.stringify(titleOf(index))}\npubDate: '${day(index)}'\ndescription: What is in it.\nheroImage: ./red.png\ntags: [wood]\n`;
    const text = markdownOf(index, `/blog/post-${index - 1}`, './red.png');
    return [`src/content/blog/${nameOf(index)}.md`, `---\n${yaml}---\n\n${text}`];
  });
  write(folder, { ...Object.fromEntries(posts), 'src/content/blog/red.png': await square('red') });
  return folder;
};

const wordPress: Export = async (folder, count) => {
  const items = indices(count).map((index) => {
    const [year, month, date] = day(index).split('-');
    const before = `https://blog.example/?p=${index - 1}`;
    const html = htmlOf(index, before, 'https://blog.example/wp-content/uploads/red.png');
    // Half of them as the old editor kept them, without tags of paragraphs.
    const text =
      index % 2 === 0
        ? `<!-- wp:html -->${html}<!-- /wp:html -->`
        : html.replaceAll(/<\/?p>/g, '\n\n') +
          '\n\n[caption id="a" width="300"]<img src="https://blog.example/wp-content/uploads/red.png" alt="Red"> A caption[/caption]\n\n[gallery ids="1,2"]';
    return `<item><title><![CDATA[${titleOf(index)}]]></title><link>https://blog.example/${year}/${month}/${date}/${nameOf(index)}/</link>
<dc:creator>ann</dc:creator><content:encoded><![CDATA[${text}]]></content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>${index}</wp:post_id><wp:post_date>${day(index)} 10:00:00</wp:post_date><wp:post_name>${nameOf(index)}</wp:post_name>
<wp:status>${index % 11 === 0 ? 'draft' : 'publish'}</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="wood"><![CDATA[Wood & more]]></category><category domain="post_tag"><![CDATA[wood]]></category>
<wp:comment><wp:comment_content>Yes.</wp:comment_content></wp:comment></item>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="e" xmlns:content="c" xmlns:dc="d" xmlns:wp="w"><channel><title>Blog</title>
<link>https://blog.example</link><wp:base_blog_url>https://blog.example</wp:base_blog_url>
<wp:author><wp:author_login>ann</wp:author_login><wp:author_display_name><![CDATA[Ann Doe]]></wp:author_display_name></wp:author>
${items.join('\n')}
<item><title>red</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item></channel></rss>`;
  write(folder, { 'export.xml': xml, 'wp-content/uploads/red.png': await square('red') });
  return join(folder, 'export.xml');
};

const ghost: Export = async (folder, count) => {
  const posts = indices(count).map((index) => ({
    ...{ id: String(index), title: titleOf(index), slug: nameOf(index), type: 'post' },
    html: htmlOf(index, `__GHOST_URL__/post-${index - 1}/`, '__GHOST_URL__/content/images/red.png'),
    status: index % 11 === 0 ? 'draft' : 'published',
    published_at: `${day(index)}T10:00:00.000Z`,
    custom_excerpt: index % 2 === 0 ? 'What is "in" it.' : null,
  }));
  const data = {
    posts,
    users: [{ id: 'u', name: 'Ann Doe', bio: 'Writes of *wood*.' }],
    tags: [
      { id: 't', name: 'Wood' },
      { id: 'h', name: '#hidden' },
    ],
    posts_tags: posts.flatMap(({ id }) => ['t', 'h'].map((tag) => ({ post_id: id, tag_id: tag }))),
    posts_authors: posts.map(({ id }) => ({ post_id: id, author_id: 'u' })),
  };
  write(folder, {
    'ghost.json': JSON.stringify({ db: [{ meta: {}, data }] }),
    'content/images/red.png': await square('red'),
  });
  return join(folder, 'ghost.json');
};

const substack: Export = async (folder, count) => {
  const rows = indices(count).map(
    (index) =>
      `${index}.${nameOf(index)},${day(index)}T10:00:00.000Z,true,newsletter,everyone,"${titleOf(index).replaceAll('"', '""')}","What is ""in"" it, ${index}"`,
  );
  const note =
    '<p>A claim<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a>.</p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>The proof.</p></div></div>';
  const files = indices(count).map((index): [string, Uint8Array] => {
    const html = htmlOf(index, `/p/post-${index - 1}`, 'https://cdn.example/red.png') + note;
    return [`posts/${index}.${nameOf(index)}.html`, new TextEncoder().encode(html)];
  });
  const csv = `post_id,post_date,is_published,type,audience,title,subtitle\n${rows.join('\n')}\n`;
  const all = { 'posts.csv': new TextEncoder().encode(csv), ...Object.fromEntries(files) };
  write(folder, { 'export.zip': zipSync(all) });
  return join(folder, 'export.zip');
};

/** An export of every kind that can be imported. */
export const exportsOf: Record<string, Export> = {
  ...{ hugo, jekyll, astro, wordPress, ghost, substack },
};
