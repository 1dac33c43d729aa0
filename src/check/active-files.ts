import type { Nodes as HastNodes } from 'hast';
import { htmlToHast } from 'satteri';
import type { Nodes as XastNodes } from 'xast';
import { fromXml } from 'xast-util-from-xml';
import { reasonOf, type ContentError } from './errors.ts';

// A drawing in SVG and a page of HTML can hold scripts, which run on the origin of the site when a reader opens the
// file alone, and can ask other sites for what they show.

/** An element of either tree. */
interface AnElement {
  name: string;
  attributes: readonly (readonly [name: string, value: string])[];
  text: string;
}

const acting = new Set([
  ...['script', 'foreignobject', 'iframe', 'frame', 'embed', 'object', 'applet', 'handler'],
  ...['listener', 'base', 'audio', 'video'],
]);

/** Whether a file is one that can act. */
export const canAct = (path: string): boolean =>
  /\.(svgz?|html?|xhtml?|xht|xml|xslt?)$/i.test(path);

/** What in a drawing or a page acts, or asks another site; or why it cannot be looked into. */
export function activeErrors(path: string, text: string): ContentError[] {
  if (/\.svgz$/i.test(path)) {
    const problem = 'the drawing is packed, and cannot be looked into';
    return [{ file: path, problem, fix: 'Unpack it to .svg: hosts pack what they send.' }];
  }
  const isHtml = /\.html?$/i.test(path);
  const isDrawing = /\.svg$/i.test(path);
  const what = isDrawing ? 'drawing' : 'file';
  // Browsers act on XML only where it says that it is one of these.
  if (!isHtml && !isDrawing && !/w3\.org\/(1999\/xhtml|2000\/svg)|xml-stylesheet/.test(text)) {
    return [];
  }
  if (/<\?xml-stylesheet/i.test(text)) {
    return [refused(path, what, 'a style sheet of its own in it')];
  }
  let elements: AnElement[];
  try {
    elements = isHtml ? ofHtml(text) : ofXml(text);
  } catch (error) {
    const { reason, line } = reasonOf(error);
    const problem = `the ${what} cannot be read as XML (${reason})`;
    return [{ file: path, line: line + 1, problem, fix: 'Save it anew, as plain SVG or XML.' }];
  }
  const found = elements.flatMap(
    (element) => actionOf(element) ?? (isDrawing ? requestOf(element) : undefined) ?? [],
  );
  return [...new Set(found)].map((action) => refused(path, what, action));
}

const refused = (file: string, what: string, action: string): ContentError => ({
  file,
  problem: `the ${what} has ${action}`,
  fix: `Take that out: a ${what} may neither act nor ask other sites for anything.`,
});

/** What an element does besides being drawn. */
function actionOf({ name, attributes }: AnElement): string | undefined {
  if (acting.has(name)) return `<${name === 'foreignobject' ? 'foreignObject' : name}> in it`;
  for (const [written, value] of attributes) {
    const attribute = localName(written);
    const address = value.replace(/[\s\p{C}]/gu, '').toLowerCase();
    if (/^on[a-z]/.test(attribute)) return `the handler ${attribute} in it`;
    if (/(^|;|,)(javascript|vbscript|data:(text|application))/.test(address)) {
      return `a script in its attribute ${attribute}`;
    }
    // An animation can set what may not be written.
    if (attribute === 'attributename' && /^(on|(xlink:)?href$)/.test(address)) {
      return `an animation of ${address} in it`;
    }
    if (name === 'meta' && address === 'refresh') return 'a redirect in it';
  }
  return undefined;
}

/** Where an element asks for another file. */
function requestOf({ name, attributes, text }: AnElement): string | undefined {
  for (const [written, value] of attributes) {
    const attribute = localName(written);
    const isAddress = /^(href|src)$/.test(attribute) && name !== 'a';
    if ((isAddress && !isWithin(value.trim().toLowerCase())) || hasOuterUrl(value)) {
      return `the address of another file in its attribute ${attribute}`;
    }
  }
  return name === 'style' && (/@import/i.test(text) || hasOuterUrl(text))
    ? 'a style that asks for another file'
    : undefined;
}

/** Whether an address leads to a part of the file itself, or holds a picture. */
const isWithin = (address: string) =>
  /^(#|data:(image\/(png|jpe?g|gif|webp|avif)|font)|$)/.test(address);

const hasOuterUrl = (style: string) =>
  [...style.matchAll(/url\(\s*["']?([^"')]*)/gi)].some(
    ([, address = '']) => !isWithin(address.trim().toLowerCase()),
  );

/** In XML names may have a prefix: <svg:script> is a script. */
const localName = (name: string) => name.replace(/^.*:/, '').toLowerCase();

function ofXml(text: string): AnElement[] {
  const found: AnElement[] = [];
  const collect = (node: XastNodes) => {
    if (node.type === 'element') {
      const attributes = Object.entries(node.attributes).map(
        ([name, value]) => [name, value ?? ''] as const,
      );
      const words = node.children.map((child) => ('value' in child ? child.value : ''));
      found.push({ name: localName(node.name), attributes, text: words.join('') });
    }
    if ('children' in node) node.children.forEach(collect);
  };
  collect(fromXml(text));
  return found;
}

function ofHtml(text: string): AnElement[] {
  const found: AnElement[] = [];
  const collect = (node: HastNodes) => {
    if (node.type === 'element') {
      const attributes = Object.entries(node.properties).map(
        ([name, value]) => [name, String(value)] as const,
      );
      const words = node.children.map((child) => ('value' in child ? child.value : ''));
      found.push({ name: node.tagName.toLowerCase(), attributes, text: words.join('') });
    }
    if ('children' in node) node.children.forEach(collect);
  };
  collect(htmlToHast(text));
  return found;
}
