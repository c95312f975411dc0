// The page as a notebook with what the reader has changed.

// `codes` has the code of each cell by its index in the notebook.
export function withChanges(notebook, codes) {
  const cells = notebook.cells.map((cell, index) => (index in codes ? { ...cell, source: codes[index] } : cell));
  return { ...notebook, cells };
}

export const fileName = (page) => `${page.split("/").at(-1)}.ipynb`;
