"""The book as other files, made from the built site.

- `forms`: which there are, and whether they still belong to the site
- `listing`: the list of them on a page of the site
- `contents`: the files of the site that belong to the book
- `names`: names of files that every system takes
- `folder`: the site as one zip, which opens from disk anywhere
- `start`: the words of the page that such a folder is opened by, `start.html`
- `pages`: the built pages, read back in the order of the book; `about`: what they say of it
- `plain`: a page as paper and e-readers can show it; `trees`, `mathml` and `drawings` help
- `pdf`: the book on paper, set by Typst: `typst` writes the calls, `book.typ` says how they look,
  `formulas` has each formula in Typst's notation and in words
- `epub`: the book for e-readers; each `epub_…` beside it makes one thing that is in the file
- `__main__`: the command that makes them
"""
