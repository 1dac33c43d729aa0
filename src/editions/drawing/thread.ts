import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// What a thread runs that draws social cards, while others are at work. Node reads it as it stands here, and not Vite.

const types: Record<string, string> = { ttf: 'font/ttf' };

// Files are imported as Vite gives them: as a data URL, or as text.
registerHooks({
  load(url, context, load) {
    const [, ending = '', how] = /\.(\w+)\?(inline|raw)$/.exec(url) ?? [];
    if (how === undefined) return load(url, context);
    const bytes = readFileSync(new URL(url));
    const given =
      how === 'raw' ? bytes.toString() : `data:${types[ending]};base64,${bytes.toString('base64')}`;
    const source = `export default ${JSON.stringify(given)}`;
    return { format: 'module', source, shortCircuit: true };
  },
});

const { socialCard } = await import('./social-card.ts');

export default socialCard;
