// All that a reader sees or hears of code that runs on a page.

const DIGITS = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
const megabytes = (bytes) => (bytes / 1e6).toLocaleString("en", DIGITS);
const counted = (count, one, many) => (count === 1 ? `one ${one}` : `${count} ${many}`);

export const WORDS = {
  // Before Python is there
  progress: "Python is coming",
  runtime: "Fetching Python and the book’s library",
  library: "Fetching the book’s library",
  starting: "Python starts",
  bytes: (loaded, total) => (total ? `${megabytes(loaded)} of ${megabytes(total)} MB` : `${megabytes(loaded)} MB`),
  ready: "Python is ready: every cell of this page can be changed and run.",
  holds: (bytes) => ` Python holds ${(bytes / 1e6).toFixed(0)} MB of memory.`,
  disk: "This page was opened from disk, where a browser starts no Python. It needs a web server: in a copy of the book, make serve starts one.",
  old: "This browser is too old to run Python. A newer one can: Chrome or Edge 137, Firefox 131, Safari 18.4.",
  memory: "This device has too little free memory to run Python. Closing other tabs may help.",
  network: "Python could not be fetched. Check the connection, and press the button again.",
  failed: "Python could not be started.",
  otherwise: "Other ways to run this code",

  // Toolbar
  tools: "Run the code of this page",
  runAll: "Run all",
  stop: "Stop",
  reset: "Reset",
  download: "Download",
  downloadAs: "Download as notebook, with your changes",
  show: "Show it",
  working: (label) => `${label} is running.`,
  allDone: "All cells are done.",
  cellDone: (label) => `${label} is done.`,
  cellFailed: (label, name) => `${label} has ended with ${name}.`,
  unread: (label) => `${label} came with a link. Read it; it runs only by its own button.`,
  stopped: "Stopped. Python starts afresh, and all variables are gone.",
  again: "Python is ready again. All variables are gone, so no cell counts as run.",
  wasReset: "Code and results are those of the book, and Python starts afresh.",
  lost: "Python has ended unexpectedly. It starts afresh, and all variables are gone.",
  saved: "The notebook is saved.",
  unkept: "This browser keeps no changes: what you write is gone when you leave the page.",

  // Changes of an earlier visit
  changed: (count, when) => `You changed ${counted(count, "cell", "cells")} of this page${when}.`,
  on: (when) => ` on ${new Date(when).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" })}`,
  use: "Use my changes",
  discard: "Discard them",
  used: "Your changes are in the cells, and not run yet.",
  discarded: "Your changes are discarded.",

  // A cell
  cell: (number) => `Cell ${number}`,
  controls: (label) => `${label}: run and change`,
  code: (label) => `Code of ${label.toLowerCase()}`,
  hiddenCode: "Code of this cell",
  hiddenCell: "Hidden cell: set-up",
  run: "Run",
  runAbove: "Run above",
  runAllAbove: "Run above: all cells before this one",
  original: "Original",
  link: "Copy link",
  copied: "The link is copied.",
  tooLong: "This code is too long for a link.",
  hint: "Tab indents. To leave with Tab, press Escape first. Shift + Enter runs the cell.",
  leaving: "Tab now leaves the code.",
  states: {
    idle: "not run",
    waiting: "waits",
    running: "running",
    done: "done",
    error: "error",
    changed: "changed since run",
    link: "from a link, not run",
  },

  // Outputs
  picture: (label) => `Picture drawn by ${label.toLowerCase()}`,
  pictureInControl: "Picture that follows the controls",
  markedLine: (line) => `Line ${line}`,
  traceback: "Where it happened: the whole traceback",
  tooMuch: "More than 200 kB were printed. The rest is left out.",
  unknownWidget: "This page cannot show this control. In JupyterLab it works: download the page as a notebook.",
};
