import postcss, { type AtRule, type Root, type Rule } from 'postcss';
import selectorParser, { type Node, type Selector } from 'postcss-selector-parser';
import { scriptsIn } from './own-scripts.ts';

/** What a page holds that styles are for. */
interface Contents {
  /** Its elements, as `p`, `.class`, `#id` and `[data-astro-cid-…`, and whatever its scripts have a word for. */
  names: ReadonlySet<string>;
  /** The code points of its text; nothing where what it will show is not known. */
  letters: ReadonlySet<number> | undefined;
}

/** A style sheet of a page, taken apart once for all pages that have it. */
interface Sheet {
  root: Root;
  /** The selectors of its rules, in their order. */
  selectors: (readonly Selector[])[];
  /** What its selectors name. */
  named: readonly string[];
  faces: readonly Face[];
  /** What became of it on pages that hold the same of what it names. */
  made: Map<string, string>;
}

/** Code points, the last included. */
type Range = readonly [first: number, last: number];

/** A file of a font that is declared, for some code points. */
interface Face {
  /** Family, style and weight. */
  name: string;
  isItalic: boolean;
  isBold: boolean;
  ranges: readonly Range[];
}

/** The faces that a page needs, and for which code points each. */
type Needed = ReadonlyMap<Face, readonly Range[]>;

// Of thousands of pages each has some that is its own, such as its title in print: what was asked for last is kept.
const most = 100;
const sheets = new Map<string, Sheet>();

/** What is kept under a key, or is made for it. */
function kept<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.delete(key);
  values.set(key, value);
  const [oldest] = values.keys();
  if (values.size > most && oldest !== undefined) values.delete(oldest);
  return value;
}

// Quoted values may hold anything; the text of a page has no < that is none of a tag.
const tags = /<[!/]?([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const attributes = /([^\s"'=/]+)(?:="([^"]*)"|='([^']*)'|=([^\s"']+))?/g;
const scope = /^data-astro-cid-/;
const styleElements = /<style[^>]*>([^]*?)<\/style>/g;

// What browsers set so without a word: https://html.spec.whatwg.org/multipage/rendering.html#phrasing-content-3
const italics = ['address', 'cite', 'dfn', 'em', 'i', 'var'];
const bolds = ['b', 'strong', 'th'];

/**
 * The page with its styles in one element, and of them those alone that it can use: rules for what stands on it, and
 * fonts for its letters. All styles of a page stand in its head.
 */
export function withUsedStyles(html: string): string {
  const styles = [...html.matchAll(styleElements)].map(([, css = '']) => css);
  if (styles.length === 0) return html;
  const contents = contentsOf(html);
  const parts = styles.map((css) => kept(sheets, css, () => sheetOf(css)));
  const used = (faces: Needed) =>
    parts.map((sheet) => usedOf(sheet, contents.names, faces)).join('');
  const rules = used(new Map());
  const isItalic = /italic|oblique/.test(rules) || italics.some((name) => contents.names.has(name));
  const isBold = /bold|[6-9]00/.test(rules) || bolds.some((name) => contents.names.has(name));
  const faces = parts
    .flatMap(({ faces }) => faces)
    .filter((face) => (isItalic || !face.isItalic) && (isBold || !face.isBold));
  const rest = html.replaceAll(styleElements, '');
  const css = withUsedProperties(used(neededFaces(faces, contents.letters)), rest);
  let isFirst = true;
  return html.replace(styleElements, () => {
    const style = isFirst ? `<style>${css}</style>` : '';
    isFirst = false;
    return style;
  });
}

/** Styles without the custom properties that neither they nor the rest of a page have a word for. */
function withUsedProperties(css: string, rest: string): string {
  const named = new Set([
    ...(rest.match(/--[\w-]+/g) ?? []),
    ...(css.match(/(?<=var\()--[\w-]+/g) ?? []),
  ]);
  const left = css.replace(/(?<![\w-])(--[\w-]+):[^;{}"']*(?:;|(?=\}))/g, (declaration, name) =>
    named.has(name) ? declaration : '',
  );
  // Some were named by others only that are gone.
  return left === css ? css : withUsedProperties(left, rest);
}

function contentsOf(html: string): Contents {
  const names = new Set<string>();
  const text = html.replaceAll(/<(style|script)\b[^>]*>[^]*?<\/\1>/g, '');
  const shown = text.replaceAll(tags, '\n');
  let isKnown = true;
  for (const [, name = '', rest = ''] of text.matchAll(tags)) {
    names.add(name.toLowerCase());
    if (/^(input|textarea)$/.test(name)) isKnown = false;
    for (const [, attribute = '', ...values] of rest.matchAll(attributes)) {
      const value = values.find((one) => one !== undefined) ?? '';
      if (attribute === 'class') for (const one of value.split(/\s+/)) names.add(`.${one}`);
      else if (attribute === 'id') names.add(`#${value}`);
      else if (scope.test(attribute)) names.add(`[${attribute}`);
    }
  }
  for (const { text } of scriptsIn(html)) {
    for (const [word] of text.matchAll(/[\w-]+/g)) {
      for (const sign of ['', '.', '#']) names.add(sign + word);
    }
  }
  const letters = new Set([...unescaped(shown)].map((letter) => letter.codePointAt(0) ?? 0));
  return { names, letters: isKnown ? letters : undefined };
}

/** A text without the five entities that Astro writes. */
const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll(/&quot;|&#34;/g, '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

function sheetOf(css: string): Sheet {
  const root = postcss.parse(css);
  const selectors: Selector[][] = [];
  const named = new Set<string>();
  rulesOf(root, (rule) => {
    const parsed = selectorParser().astSync(rule.selector);
    parsed.walk((node) => void namesOf(node).forEach((name) => named.add(name)));
    selectors.push(parsed.nodes);
  });
  const faces: Face[] = [];
  root.walkAtRules('font-face', (face) => void faces.push(faceOf(face)));
  return { root, selectors, named: [...named], faces, made: new Map() };
}

/** Calls for every rule that is for elements, and not for a moment of an animation. */
function rulesOf(root: Root, call: (rule: Rule) => void) {
  root.walkRules((rule) => {
    const around = rule.parent;
    if (!(around && 'name' in around && around.name === 'keyframes')) call(rule);
  });
}

/** What a part of a selector asks for; nothing where it asks for a state, or for what may come and go. */
function namesOf(node: Node): string[] {
  if (selectorParser.isTag(node)) return [node.value.toLowerCase()];
  if (selectorParser.isClassName(node)) return [`.${node.value}`];
  if (selectorParser.isIdentifier(node)) return [`#${node.value}`];
  if (selectorParser.isAttribute(node) && scope.test(node.attribute)) return [`[${node.attribute}`];
  return [];
}

/** Whether something on a page can be what a selector says, whatever its state. */
function canMatch(selector: Selector, names: ReadonlySet<string>): boolean {
  return selector.nodes.every((node) => {
    if (selectorParser.isPseudo(node) && /^:(is|where|has)$/.test(node.value)) {
      return node.nodes.some((one) => canMatch(one, names));
    }
    return namesOf(node).every((name) => names.has(name));
  });
}

/** A sheet without the rules and the faces that a page does not need. */
function usedOf(sheet: Sheet, names: ReadonlySet<string>, needed: Needed): string {
  const key = [
    ...sheet.named.map((name) => Number(names.has(name))),
    ...sheet.faces.map((face) => ` ${written(needed.get(face) ?? [])}`),
  ].join('');
  return kept(sheet.made, key, () => madeOf(sheet, names, needed));
}

function madeOf(sheet: Sheet, names: ReadonlySet<string>, needed: Needed): string {
  const root = sheet.root.clone();
  const selectors = sheet.selectors.values();
  const left: Rule[] = [];
  rulesOf(root, (rule) => {
    const used = selectors.next().value?.filter((one) => canMatch(one, names)) ?? [];
    rule.selector = used.map(String).join(',');
    if (used.length === 0) left.push(rule);
  });
  const faces = sheet.faces.values();
  root.walkAtRules('font-face', (face) => {
    const next = faces.next().value;
    const ranges = next && needed.get(next);
    if (!ranges) face.remove();
    else face.walkDecls('unicode-range', (range) => void (range.value = written(ranges)));
  });
  for (const rule of left) rule.remove();
  removeEmpty(root);
  // Others follow, and what ends one without a block would run into them.
  return root.toString().replace(/[^};\s]\s*$/, '$&;');
}

/** Takes out what has nothing in it any more. */
function removeEmpty(container: Root | AtRule | Rule) {
  for (const node of container.nodes?.slice() ?? []) {
    if (node.type !== 'atrule' && node.type !== 'rule') continue;
    if (!node.nodes) continue;
    removeEmpty(node);
    if (node.nodes.length === 0) node.remove();
  }
}

function faceOf(face: AtRule): Face {
  const said = new Map<string, string>();
  face.walkDecls(({ prop, value }) => void said.set(prop, value));
  const style = said.get('font-style') ?? 'normal';
  const weight = said.get('font-weight') ?? 'normal';
  const ranges = (said.get('unicode-range') ?? 'U+0-10FFFF').split(',').map((range) => {
    const [first = '', last = first] = range.trim().slice('U+'.length).split('-');
    return [parseInt(first, 16), parseInt(last, 16)] as const;
  });
  const name = [said.get('font-family'), style, weight].join();
  return { name, isItalic: style !== 'normal', isBold: !/normal|400/.test(weight), ranges };
}

const written = (ranges: readonly Range[]) =>
  ranges
    .map((range) => `U+${[...new Set(range)].map((point) => point.toString(16)).join('-')}`)
    .join();

const without = (ranges: readonly Range[], [start, end]: Range): readonly Range[] =>
  ranges.flatMap(([first, last]) => {
    if (last < start || first > end) return [[first, last]];
    const around: Range[] = [
      [first, start - 1],
      [end + 1, last],
    ];
    return around.filter(([from, to]) => from <= to);
  });

/**
 * The faces of which a page has a letter. Of two that have it, browsers take the one that is declared later; but while
 * that one is on its way they ask for the other too, which is therefore left what the later one has not.
 */
function neededFaces(faces: readonly Face[], letters: ReadonlySet<number> | undefined): Needed {
  const needed = new Map<Face, readonly Range[]>();
  const later = new Map<string, readonly Range[]>();
  for (const face of faces.toReversed()) {
    const taken = later.get(face.name) ?? [];
    const ranges = taken.reduce(without, face.ranges);
    const isThere = ([first, last]: Range) =>
      letters === undefined || [...letters].some((letter) => letter >= first && letter <= last);
    if (ranges.some(isThere)) needed.set(face, ranges);
    later.set(face.name, [...taken, ...ranges]);
  }
  return needed;
}
