// What a reader has changed in the code of a page, kept in the reader's own browser. A change is
// kept with a mark of the code that it belongs to: when the book has changed, it is not offered.

const KEY = "output-layer:code:";

// 53 bits of a text, enough to tell whether it is the same (cyrb53, public domain).
export function mark(text) {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (const letter of text) {
    const code = letter.codePointAt(0);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

function read(store, page) {
  try {
    return Object(JSON.parse(store.getItem(KEY + page)));
  } catch {
    return {}; // refused, or written by somebody else
  }
}

const valid = (cell, each) => typeof each?.code === "string" && each.mark === mark(cell.source);

// The changes of a page: `store` is like localStorage, or throws where a browser refuses.
export class Changes {
  constructor(page, cells, store) {
    Object.assign(this, { page, cells, store });
  }

  // Those that belong to the code as it is, { index: code }, and when the last was made.
  kept() {
    const { when, cells = {} } = read(this.store(), this.page);
    const found = this.cells.filter((cell) => valid(cell, cells[cell.index]));
    return { when, codes: Object.fromEntries(found.map(({ index }) => [index, cells[index].code])) };
  }

  // Tells whether it could be kept; the code of the book itself is not.
  keep({ index, source }, code) {
    const { codes } = this.kept();
    if (code === source) delete codes[index];
    else codes[index] = code;
    return this.write(codes);
  }

  // Keeps these, { index: code }, and no others.
  write(codes) {
    const known = this.cells.filter(({ index }) => index in codes);
    const cells = Object.fromEntries(
      known.map(({ index, source }) => [index, { mark: mark(source), code: codes[index] }]),
    );
    try {
      if (known.length) this.store().setItem(KEY + this.page, JSON.stringify({ when: Date.now(), cells }));
      else this.store().removeItem(KEY + this.page);
      return true;
    } catch {
      return false;
    }
  }
}

// The reader's storage, or undefined, which then throws where it is used.
export function storage() {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
