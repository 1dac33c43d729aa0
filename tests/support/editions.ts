import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { JSDOM } from 'jsdom';
import FeedParser from 'feedparser';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

// Editions read by programs that did not write them.

/** An Atom or RSS feed as a feed reader takes it. Throws where it is not well-formed. */
export async function readFeed(xml: string) {
  readXml(xml, 'application/xml'); // The parser of feeds forgives much.
  const items: FeedParser.Item[] = [];
  const parser = Readable.from([xml]).pipe(new FeedParser());
  for await (const item of parser) items.push(item);
  return { meta: parser.meta, items };
}

/** A document of XML. Throws where it is not well-formed. */
export function readXml(xml: string, contentType = 'application/xhtml+xml'): Document {
  return new JSDOM(xml, { contentType: contentType as 'application/xml' }).window.document;
}

/** HTML without a page around it. */
export function readHtml(html: string): HTMLElement {
  return new JSDOM(html).window.document.body;
}

/** The files of a ZIP archive by their paths, in their order. */
export async function unzip(archive: Uint8Array): Promise<Map<string, Buffer>> {
  const open = promisify((done: (error: Error | null, zip: ZipFile) => void): void =>
    fromBuffer(Buffer.from(archive), { lazyEntries: true }, done),
  );
  const zip = await open();
  const files = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(files));
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        files.set(entry.fileName, Buffer.concat(chunks));
        zip.readEntry();
      });
    });
    zip.readEntry();
  });
}
