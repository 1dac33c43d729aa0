import { inject } from 'vitest';

// What is tested here holds for whatever the checks of the content accept: for the publication of this project, for the
// same with an essay more, and for two others. Pages are found by what is built and by what the content says.

const { ours, withOneMore, french, everything } = inject('sites');

export const publications = [ours, withOneMore, french, everything];
