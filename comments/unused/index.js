// Stands in for packages that the engine loads when it starts, and never uses as it is set up here: its service against
// spam, databases that are rented, the reading of files that are sent. The README of this folder says why they are out.

// What one of them is asked for while it is loaded.
exports.init = () => ({ database: () => ({ command: {} }) });
