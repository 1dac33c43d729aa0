// What is used here of Citation.js, which has no types of its own: https://citation.js.org/api/
declare module '@citation-js/core' {
  export class Cite {
    constructor(data: object);
    format(format: string): string;
  }
  export const plugins: {
    config: { get(plugin: '@bibtex'): { format: { useIdAsLabel: boolean } } };
  };
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
