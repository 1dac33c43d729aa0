import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

// Few rules, each for something that has gone wrong or is refused here (CONTRIBUTING.md says why). None of them needs
// types: those that do take half a minute, and find little that `astro check` does not. How the text is laid out is
// Prettier's.
export default defineConfig(
  globalIgnores(['dist/', '.astro/', 'comments/data/', 'comments/node_modules/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strict,
  astro.configs['flat/recommended'],
  {
    rules: {
      eqeqeq: 'error',
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Taking one key out of an object, the others left: `const { secret, ...rest } = all`.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // TypeScript knows what is defined.
      'no-undef': 'off',
      // Texts are searched for control characters and for runs of spaces, and trees lose properties by name.
      'no-control-regex': 'off',
      'no-regex-spaces': 'off',
      // Astro's types are widened by declarations of a namespace.
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  // What is published depends on the day that it is given, and on no clock.
  {
    files: ['src/publication/**'],
    rules: {
      'no-restricted-properties': ['error', { object: 'Date', property: 'now' }],
      'no-restricted-syntax': ['error', 'NewExpression[callee.name="Date"][arguments.length=0]'],
    },
  },
  // A test that casts says no more than that it knows its own fixture.
  { files: ['tests/**'], rules: { '@typescript-eslint/consistent-type-assertions': 'off' } },
  // A `describe` is as long as the tests of a file.
  { files: ['**/*.test.ts'], rules: { 'max-lines-per-function': 'off' } },
  // Scripts that pages carry: each byte counts, and a storage or a network that is refused changes nothing.
  {
    files: ['src/components/*.js'],
    rules: {
      eqeqeq: 'off',
      'no-empty': ['error', { allowEmptyCatch: true }],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  // What an old Node, or a package that is CommonJS, can read.
  {
    files: ['**/*.cjs', 'comments/sqlite3/index.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
