// What the engine's adapter uses of the package of this name, on the SQLite that Node carries: nothing to compile.
const { DatabaseSync } = require('node:sqlite');

exports.Database = class {
  constructor(file, done) {
    this.database = new DatabaseSync(file, { timeout: 1000 }); // While somebody makes a copy.
    // What is answered as taken is on the disk, even if the power fails. https://sqlite.org/pragma.html#pragma_synchronous
    this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    queueMicrotask(() => done(null));
  }

  run(sql, done) {
    this.answer(done, () => {
      const { lastInsertRowid, changes } = this.database.prepare(sql).run();
      return [{ lastID: lastInsertRowid, changes }];
    });
  }

  all(sql, done) {
    this.answer(done, () => [undefined, this.database.prepare(sql).all()]);
  }

  close() {
    this.database.close();
  }

  /** Calls back later, as the package does, with the error or with what `work` gives: `this` and the rows. */
  answer(done, work) {
    queueMicrotask(() => {
      let self, rows;
      try {
        [self, rows] = work();
      } catch (error) {
        return done(error);
      }
      done.call(self, null, rows);
    });
  }
};
